import { Button, CopyButton, Group } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Invitation } from '../api/entities.ts';
import { useTimes } from '../time/use-times.ts';
import { type Column, DataTable } from '../ui/DataTable.tsx';
import { FailureState } from '../ui/FailureState.tsx';
import { Section } from '../ui/Section.tsx';
import styles from './Invitations.module.css';
import { invitationsQuery, useRevokeInvitation } from './queries.ts';

/** Invitations that nobody has accepted yet. */
export function Invitations() {
  const { t } = useTranslation('settings');
  const invitations = useQuery(invitationsQuery);
  const columns = useInvitationColumns();
  if (invitations.error)
    return <FailureState fault={invitations.error} onRetry={() => void invitations.refetch()} />;
  if (!invitations.data || invitations.data.length === 0) return null;
  return (
    <div className={styles.invitations}>
      <Section title={t('invitations.title')}>
        <DataTable label={t('invitations.title')} rows={invitations.data} columns={columns} empty={null} />
      </Section>
    </div>
  );
}

function useInvitationColumns(): Column<Invitation>[] {
  const { t } = useTranslation('settings');
  const common = useTranslation('common').t;
  const times = useTimes();
  const revoke = useRevokeInvitation();
  return [
    { key: 'email', label: t('team.email'), render: (row) => row.email, sortBy: (row) => row.email },
    { key: 'role', label: t('team.role'), render: (row) => common(`roles.${row.role}`) },
    {
      key: 'expires',
      label: t('invitations.expires'),
      render: (row) => times.day(row.expiresAt),
      sortBy: (row) => row.expiresAt,
    },
    {
      key: 'actions',
      label: t('actions'),
      actions: true,
      render: (row) => (
        <Group gap="sm" justify="flex-end" wrap="nowrap">
          <CopyButton value={row.url}>
            {({ copied, copy }) => (
              <Button size="compact-sm" variant="default" onClick={copy}>
                {copied ? common('copied') : t('invitations.copyLink')}
              </Button>
            )}
          </CopyButton>
          <Button
            size="compact-sm"
            variant="default"
            aria-label={t('invitations.revokeFor', { email: row.email })}
            loading={revoke.isPending && revoke.variables === row.id}
            onClick={() => revoke.mutate(row.id)}
          >
            {t('invitations.revoke')}
          </Button>
        </Group>
      ),
    },
  ];
}
