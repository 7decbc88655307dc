import { Button, Group, Modal, Select, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { ROLES, type Role } from '../api/entities.ts';
import { Problem } from '../api/problem.ts';
import { CopyField } from '../ui/CopyField.tsx';
import { FailureNote } from '../ui/FailureNote.tsx';
import { useCreateKey } from './queries.ts';

const LIFETIMES = ['30', '90', '365', 'never'] as const;

/** Asks what a key is for and what it may do, then shows it once. */
export function CreateKeyDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('settings');
  const common = useTranslation('common').t;
  const create = useCreateKey();
  const form = useForm({
    initialValues: { name: '', role: 'csr' as Exclude<Role, 'owner'>, lifetime: '90' },
    validate: { name: (name) => (name.trim() === '' ? t('keys.nameRequired') : null) },
  });
  const submit = form.onSubmit(({ name, role, lifetime }) => {
    if (create.isPending) return;
    const body = { name: name.trim(), role };
    create.mutate(lifetime === 'never' ? body : { ...body, expiresInDays: Number(lifetime) }, {
      onError: (fault) => {
        if (!(fault instanceof Problem)) return;
        for (const [field, messages] of Object.entries(fault.fields))
          form.setFieldError(field, messages.join(' '));
      },
    });
  });
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('keys.create')}
      // The key cannot be shown again: only the button closes it.
      closeOnClickOutside={!create.data}
      closeButtonProps={{ 'aria-label': common('close') }}
    >
      {create.data ? (
        <Stack gap="md">
          <Text size="sm">{t('keys.once')}</Text>
          <CopyField label={t('keys.key')} value={create.data.key} />
          <Group justify="flex-end">
            <Button onClick={onClose}>{t('done')}</Button>
          </Group>
        </Stack>
      ) : (
        <form onSubmit={submit} noValidate>
          <Stack gap="md">
            <TextInput
              label={t('keys.name')}
              description={t('keys.nameHint')}
              withAsterisk
              data-autofocus
              {...form.getInputProps('name')}
            />
            <Select
              label={t('team.role')}
              description={t('keys.roleHint')}
              data={ROLES.filter((role) => role !== 'owner').map((role) => ({
                value: role,
                label: common(`roles.${role}`),
              }))}
              allowDeselect={false}
              {...form.getInputProps('role')}
            />
            <Select
              label={t('keys.expires')}
              data={LIFETIMES.map((lifetime) => ({ value: lifetime, label: t(`keys.lifetime.${lifetime}`) }))}
              allowDeselect={false}
              {...form.getInputProps('lifetime')}
            />
            {create.error && <FailureNote fault={create.error} />}
            <Group justify="flex-end" gap="sm">
              <Button variant="default" onClick={onClose}>
                {common('cancel')}
              </Button>
              <Button type="submit" loading={create.isPending}>
                {t('keys.create')}
              </Button>
            </Group>
          </Stack>
        </form>
      )}
    </Modal>
  );
}
