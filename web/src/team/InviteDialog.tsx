import { Button, Group, Modal, Select, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { ROLES, type Role } from '../api/entities.ts';
import { useMe } from '../api/me.ts';
import { Problem } from '../api/problem.ts';
import { CopyField } from '../ui/CopyField.tsx';
import { FailureNote } from '../ui/FailureNote.tsx';
import { useInvite } from './queries.ts';

/** Asks for an email and a role, then shows the link that the person joins with. */
export function InviteDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('settings');
  const common = useTranslation('common').t;
  const { role: ownRole } = useMe();
  const invite = useInvite();
  const form = useForm({
    initialValues: { email: '', role: 'csr' as Role },
    validate: { email: (email) => (/^\S+@\S+\.\S+$/.test(email.trim()) ? null : t('invite.emailInvalid')) },
  });
  const submit = form.onSubmit(({ email, role }) => {
    if (invite.isPending) return;
    invite.mutate(
      { email: email.trim(), role },
      {
        onError: (fault) => {
          if (!(fault instanceof Problem)) return;
          for (const [field, messages] of Object.entries(fault.fields))
            form.setFieldError(field, messages.join(' '));
        },
      },
    );
  });
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('team.invite')}
      closeButtonProps={{ 'aria-label': common('close') }}
    >
      {invite.data ? (
        <Stack gap="md">
          <Text size="sm">{t('invite.sendLink', { email: invite.data.email })}</Text>
          <CopyField label={t('invite.link')} value={invite.data.url} />
          <Group justify="flex-end">
            <Button onClick={onClose}>{t('done')}</Button>
          </Group>
        </Stack>
      ) : (
        <form onSubmit={submit} noValidate>
          <Stack gap="md">
            <TextInput
              type="email"
              label={t('team.email')}
              withAsterisk
              data-autofocus
              autoComplete="off"
              {...form.getInputProps('email')}
            />
            <Select
              label={t('team.role')}
              data={ROLES.filter((role) => role !== 'owner' || ownRole === 'owner').map((role) => ({
                value: role,
                label: common(`roles.${role}`),
              }))}
              allowDeselect={false}
              {...form.getInputProps('role')}
            />
            {invite.error && <FailureNote fault={invite.error} />}
            <Group justify="flex-end" gap="sm">
              <Button variant="default" onClick={onClose}>
                {common('cancel')}
              </Button>
              <Button type="submit" loading={invite.isPending}>
                {t('invite.submit')}
              </Button>
            </Group>
          </Stack>
        </form>
      )}
    </Modal>
  );
}
