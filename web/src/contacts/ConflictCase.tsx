import { Button, Group, Text, Title } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useMay } from '../api/me.ts';
import type { Candidate, Conflict } from '../api/servicetitan.ts';
import { RouteLink } from '../ui/RouteLink.tsx';
import { StateBadge } from '../ui/StateBadge.tsx';
import { Timestamp } from '../ui/Timestamp.tsx';
import { toast } from '../ui/toast.tsx';
import { phoneText } from './phone.ts';
import { contactQuery, useResolve, useUndoMerge } from './queries.ts';
import styles from './ReviewPage.module.css';

/** A customer beside the contacts it may be: what they share, and the decision. */
export function ConflictCase({ conflict }: { conflict: Conflict }) {
  const { t } = useTranslation('contacts');
  const mayWrite = useMay('contacts:write');
  const resolve = useResolve();
  const offerUndo = useOfferUndo();
  const { customer, candidates, status } = conflict;
  const open = status === 'open';
  const name = customer.name ?? t('noName');
  const merge = (candidate: Candidate): void =>
    resolve.mutate(
      { id: conflict.id, action: 'merge', contactId: candidate.contactId },
      { onSuccess: () => void offerUndo(candidate, customer.customerId, name) },
    );
  const separate = (): void =>
    resolve.mutate(
      { id: conflict.id, action: 'separate' },
      { onSuccess: () => toast({ title: t('review.separated', { name }) }) },
    );
  const shared = new Set(candidates.flatMap((each) => [...each.phones, ...each.emails]));
  const own = new Set([...customer.phones, ...customer.emails]);
  return (
    <li className={styles.case} aria-label={name}>
      <div className={styles.head}>
        <Text>{conflict.reason}</Text>
        <Text size="sm" c="dimmed">
          {open ? (
            <Timestamp at={conflict.at} />
          ) : (
            <StateBadge tone="quiet">{t(`review.status.${status}`)}</StateBadge>
          )}
        </Text>
      </div>
      <div className={styles.sides}>
        <div className={styles.side}>
          <Text size="xs" c="dimmed">
            {t('review.customer')}
          </Text>
          <Title order={2} size="h3">
            <RouteLink
              inherit
              to="/connections/$id/records/$resource/$recordId"
              params={{ id: customer.connectionId, resource: 'customers', recordId: customer.customerId }}
            >
              {name}
            </RouteLink>
          </Title>
          <Values phones={customer.phones} emails={customer.emails} shared={shared} />
        </div>
        {candidates.map((candidate) => (
          <div key={candidate.contactId} className={styles.side}>
            <Text size="xs" c="dimmed">
              {t('review.candidate')}
            </Text>
            <Title order={2} size="h3">
              <RouteLink inherit to="/contacts/$id" params={{ id: candidate.contactId }}>
                {candidate.name || t('noName')}
              </RouteLink>
            </Title>
            <Values phones={candidate.phones} emails={candidate.emails} shared={own} />
            <ul className={styles.evidence}>
              {candidate.evidence.map((each) => (
                <li key={each}>{phoneText(each)}</li>
              ))}
            </ul>
            {open && mayWrite && (
              <Button
                size="xs"
                variant="default"
                disabled={resolve.isPending}
                aria-label={t('review.mergeWith', { name: candidate.name || t('noName') })}
                onClick={() => merge(candidate)}
              >
                {t('review.merge')}
              </Button>
            )}
          </div>
        ))}
      </div>
      {open && mayWrite && (
        <Group className={styles.foot}>
          <Button size="xs" variant="default" disabled={resolve.isPending} onClick={separate}>
            {t('review.separate')}
          </Button>
        </Group>
      )}
    </li>
  );
}

interface ValuesProps {
  phones: string[];
  emails: string[];
  /** Values of the other side: what both have stands out. */
  shared: ReadonlySet<string>;
}

function Values({ phones, emails, shared }: ValuesProps) {
  const { t } = useTranslation('contacts');
  return (
    <ul className={styles.values}>
      {[...phones, ...emails].map((value) => (
        <li key={value} className={shared.has(value) ? styles.same : undefined}>
          {phoneText(value)}
          {shared.has(value) && ` · ${t('review.same')}`}
        </li>
      ))}
    </ul>
  );
}

/** Says that two became one and offers to take it back, which the contact's merges know how to. */
function useOfferUndo() {
  const { t } = useTranslation('contacts');
  const common = useTranslation('common').t;
  const client = useQueryClient();
  const undo = useUndoMerge();
  return async (candidate: Candidate, customerId: string, name: string): Promise<void> => {
    const title = t('review.merged', { name, into: candidate.name || t('noName') });
    const contact = await client
      .fetchQuery({ ...contactQuery(candidate.contactId), staleTime: 0 })
      .catch(() => null);
    const merge = contact?.merges.find(
      (each) => !each.undone && each.parts.some((part) => part.customerId === customerId),
    );
    toast({ title, ...(merge && { undo: { label: common('undo'), run: () => undo.mutate(merge.id) } }) });
  };
}
