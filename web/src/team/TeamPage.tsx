import { Button, Select, Skeleton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconUsers } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type Member, ROLES } from '../api/entities.ts';
import { useMay, useMe } from '../api/me.ts';
import { useTimes } from '../time/use-times.ts';
import { confirm } from '../ui/confirm.tsx';
import { type Column, DataTable } from '../ui/DataTable.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { FailureState } from '../ui/FailureState.tsx';
import { Page } from '../ui/Page.tsx';
import { Invitations } from './Invitations.tsx';
import { InviteDialog } from './InviteDialog.tsx';
import { membersQuery, useChangeRole, useRemoveMember } from './queries.ts';

/** Settings > Team: who works here, in which role, and who is invited. */
export default function TeamPage() {
  const { t } = useTranslation('settings');
  const members = useQuery(membersQuery);
  const mayWrite = useMay('members:write');
  const [inviting, { open, close }] = useDisclosure();
  const columns = useMemberColumns(mayWrite);
  return (
    <Page
      title={t('team.title')}
      hint={t('team.hint')}
      action={mayWrite ? <Button onClick={open}>{t('team.invite')}</Button> : undefined}
    >
      {members.data && (
        <DataTable
          label={t('team.members')}
          rows={members.data}
          columns={columns}
          searched={(member) => `${member.name} ${member.email}`}
          empty={<EmptyState icon={IconUsers} title={t('team.empty.title')} hint={t('team.empty.hint')} />}
        />
      )}
      {members.error && <FailureState fault={members.error} onRetry={() => void members.refetch()} />}
      {members.isPending && <Skeleton height={160} />}
      {mayWrite && <Invitations />}
      {inviting && <InviteDialog onClose={close} />}
    </Page>
  );
}

function useMemberColumns(mayWrite: boolean): Column<Member>[] {
  const { t } = useTranslation('settings');
  const common = useTranslation('common').t;
  const { user, role: ownRole } = useMe();
  const times = useTimes();
  const changeRole = useChangeRole();
  const remove = useRemoveMember();
  // Only an owner makes owners or unmakes them, and nobody changes their own role.
  const mayChange = (member: Member): boolean =>
    mayWrite && member.email !== user.email && (member.role !== 'owner' || ownRole === 'owner');
  const roles = ROLES.filter((role) => role !== 'owner' || ownRole === 'owner');

  const columns: Column<Member>[] = [
    { key: 'name', label: t('team.name'), render: (member) => member.name, sortBy: (member) => member.name },
    {
      key: 'email',
      label: t('team.email'),
      render: (member) => member.email,
      sortBy: (member) => member.email,
    },
    {
      key: 'role',
      label: t('team.role'),
      sortBy: (member) => common(`roles.${member.role}`),
      render: (member) =>
        mayChange(member) ? (
          <Select
            size="xs"
            w={184}
            aria-label={t('team.roleOf', { name: member.name })}
            data={roles.map((role) => ({ value: role, label: common(`roles.${role}`) }))}
            value={member.role}
            allowDeselect={false}
            onChange={(value) => {
              const role = ROLES.find((known) => known === value);
              if (role && role !== member.role) changeRole.mutate({ id: member.id, role });
            }}
          />
        ) : (
          common(`roles.${member.role}`)
        ),
    },
    {
      key: 'since',
      label: t('team.since'),
      render: (member) => times.day(member.createdAt),
      sortBy: (member) => member.createdAt,
    },
  ];
  if (mayWrite)
    columns.push({
      key: 'actions',
      label: t('actions'),
      actions: true,
      render: (member) =>
        mayChange(member) && (
          <Button
            size="compact-sm"
            variant="default"
            aria-label={t('team.removeName', { name: member.name })}
            onClick={() =>
              confirm({
                title: t('team.removeName', { name: member.name }),
                hint: t('team.removeHint'),
                confirm: t('team.remove'),
                onConfirm: () => remove.mutate(member.id),
              })
            }
          >
            {t('team.remove')}
          </Button>
        ),
    });
  return columns;
}
