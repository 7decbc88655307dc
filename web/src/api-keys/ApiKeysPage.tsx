import { Button, Skeleton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconKey } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { ApiKey } from '../api/entities.ts';
import { useTimes } from '../time/use-times.ts';
import { confirm } from '../ui/confirm.tsx';
import { type Column, DataTable } from '../ui/DataTable.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { FailureState } from '../ui/FailureState.tsx';
import { Page } from '../ui/Page.tsx';
import { Timestamp } from '../ui/Timestamp.tsx';
import { CreateKeyDialog } from './CreateKeyDialog.tsx';
import { apiKeysQuery, useRevokeKey } from './queries.ts';

/** Settings > API keys: what other programs use the product with. */
export default function ApiKeysPage() {
  const { t } = useTranslation('settings');
  const keys = useQuery(apiKeysQuery);
  const [creating, { open, close }] = useDisclosure();
  const columns = useKeyColumns();
  return (
    <Page
      title={t('keys.title')}
      hint={t('keys.hint')}
      action={<Button onClick={open}>{t('keys.create')}</Button>}
    >
      {keys.data && (
        <DataTable
          label={t('keys.title')}
          rows={keys.data}
          columns={columns}
          searched={(key) => `${key.name} ${key.prefix ?? ''}`}
          empty={<EmptyState icon={IconKey} title={t('keys.empty.title')} hint={t('keys.empty.hint')} />}
        />
      )}
      {keys.error && <FailureState fault={keys.error} onRetry={() => void keys.refetch()} />}
      {keys.isPending && <Skeleton height={160} />}
      {creating && <CreateKeyDialog onClose={close} />}
    </Page>
  );
}

function useKeyColumns(): Column<ApiKey>[] {
  const { t } = useTranslation('settings');
  const common = useTranslation('common').t;
  const times = useTimes();
  const revoke = useRevokeKey();
  return [
    { key: 'name', label: t('keys.name'), render: (key) => key.name, sortBy: (key) => key.name },
    { key: 'prefix', label: t('keys.prefix'), render: (key) => <code>{key.prefix}…</code> },
    { key: 'role', label: t('team.role'), render: (key) => common(`roles.${key.role}`) },
    {
      key: 'used',
      label: t('keys.lastUsed'),
      render: (key) => (key.lastUsedAt === null ? common('never') : <Timestamp at={key.lastUsedAt} />),
      sortBy: (key) => key.lastUsedAt ?? '',
    },
    {
      key: 'expires',
      label: t('keys.expires'),
      render: (key) => (key.expiresAt === null ? common('never') : times.day(key.expiresAt)),
      sortBy: (key) => key.expiresAt ?? '9',
    },
    {
      key: 'actions',
      label: t('actions'),
      actions: true,
      render: (key) => (
        <Button
          size="compact-sm"
          variant="default"
          aria-label={t('keys.revokeName', { name: key.name })}
          onClick={() =>
            confirm({
              title: t('keys.revokeName', { name: key.name }),
              hint: t('keys.revokeHint'),
              confirm: t('keys.revoke'),
              onConfirm: () => revoke.mutate(key.id),
            })
          }
        >
          {t('keys.revoke')}
        </Button>
      ),
    },
  ];
}
