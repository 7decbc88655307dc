import { Button, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useMay } from '../api/me.ts';
import type { Contact, ContactMerge } from '../api/servicetitan.ts';
import { useTimes } from '../time/use-times.ts';
import { Section } from '../ui/Section.tsx';
import { StateBadge } from '../ui/StateBadge.tsx';
import styles from './ContactsPage.module.css';
import { phoneText } from './phone.ts';
import { useUndoMerge } from './queries.ts';

/** Which customers became this one contact, why, and the way back (B23). */
export function Merges({ contact }: { contact: Contact }) {
  const { t } = useTranslation('contacts');
  if (contact.merges.length === 0) return null;
  return (
    <Section title={t('merges.title')}>
      <ul className={styles.list} aria-label={t('merges.title')}>
        {contact.merges.map((merge) => (
          <Merge key={merge.id} merge={merge} />
        ))}
      </ul>
    </Section>
  );
}

function Merge({ merge }: { merge: ContactMerge }) {
  const { t } = useTranslation('contacts');
  const times = useTimes();
  const mayWrite = useMay('contacts:write');
  const undo = useUndoMerge();
  const parts = merge.parts.map((part) => `${part.name ?? t('noName')} (${part.customerId})`);
  return (
    <li className={styles.card}>
      <div className={styles.grow}>
        <Text fw={600}>{parts.join(' + ')}</Text>
        <Text size="sm" c="dimmed">
          {merge.actor?.name ?? t('merges.bySystem')},{' '}
          <time dateTime={merge.at}>{times.exact(merge.at)}</time>
        </Text>
        <Text size="sm">{merge.reason}</Text>
        <ul className={styles.evidence}>
          {merge.evidence.map((each) => (
            <li key={each}>{phoneText(each)}</li>
          ))}
        </ul>
      </div>
      {merge.undone ? (
        <StateBadge tone="quiet">{t('merges.taken')}</StateBadge>
      ) : (
        mayWrite && (
          <Button
            size="compact-sm"
            variant="default"
            loading={undo.isPending}
            aria-label={t('merges.undoOf', { parts: parts.join(', ') })}
            onClick={() => undo.mutate(merge.id)}
          >
            {t('merges.undo')}
          </Button>
        )
      )}
    </li>
  );
}
