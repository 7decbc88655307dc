import { Button, Group, PasswordInput, Select, Skeleton, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useMay } from '../api/me.ts';
import { Problem } from '../api/problem.ts';
import { DIGESTS, ENCODINGS, type Webhook } from '../api/servicetitan.ts';
import { CopyField } from '../ui/CopyField.tsx';
import { confirm } from '../ui/confirm.tsx';
import { FailureNote } from '../ui/FailureNote.tsx';
import { FailureState } from '../ui/FailureState.tsx';
import { FieldList } from '../ui/FieldList.tsx';
import { Section } from '../ui/Section.tsx';
import { Timestamp } from '../ui/Timestamp.tsx';
import { failureToast, toast } from '../ui/toast.tsx';
import { useRotateWebhook, useSaveWebhook } from './changes.ts';
import { webhookQuery } from './queries.ts';

/** Where ServiceTitan tells of changes at once, completed calls above all (H26), and how it signs what it sends. */
export function WebhookTab({ id }: { id: string }) {
  const { t, i18n } = useTranslation('connections');
  const mayWrite = useMay('connections:write');
  const webhook = useQuery(webhookQuery(id));
  const rotate = useRotateWebhook(id);
  if (!webhook.data && webhook.error)
    return <FailureState fault={webhook.error} onRetry={() => void webhook.refetch()} />;
  if (!webhook.data) return <Skeleton height={320} />;
  const { url, lastReceivedAt, received24h, refused24h } = webhook.data;
  const count = (value: number): string => value.toLocaleString(i18n.language);
  return (
    <>
      <Text size="sm" c="dimmed" mb="md">
        {t('webhook.hint')}
      </Text>
      <Stack gap="md" maw={640} mb="lg">
        <CopyField label={t('webhook.url')} value={url} />
        {mayWrite && (
          <Group>
            <Button
              variant="default"
              loading={rotate.isPending}
              onClick={() =>
                confirm({
                  title: t('webhook.rotate'),
                  hint: t('webhook.rotateHint'),
                  confirm: t('webhook.rotate'),
                  onConfirm: () => rotate.mutate(undefined, { onError: failureToast }),
                })
              }
            >
              {t('webhook.rotate')}
            </Button>
          </Group>
        )}
        <FieldList
          fields={[
            {
              label: t('webhook.last'),
              value: lastReceivedAt === null ? t('webhook.neverReceived') : <Timestamp at={lastReceivedAt} />,
            },
            { label: t('webhook.received'), value: count(received24h) },
            { label: t('webhook.refused'), value: count(refused24h) },
          ]}
        />
      </Stack>
      <Section title={t('webhook.signature')}>
        <SignatureForm key={url} id={id} webhook={webhook.data} mayWrite={mayWrite} />
      </Section>
    </>
  );
}

function SignatureForm({ id, webhook, mayWrite }: { id: string; webhook: Webhook; mayWrite: boolean }) {
  const { t } = useTranslation('connections');
  const common = useTranslation('common').t;
  const save = useSaveWebhook(id);
  const form = useForm({
    initialValues: {
      secret: '',
      header: webhook.header,
      digest: webhook.digest,
      encoding: webhook.encoding,
      prefix: webhook.prefix,
    },
    validate: { header: (header) => (header.trim() === '' ? t('webhook.headerRequired') : null) },
  });
  const submit = form.onSubmit(({ secret, ...rest }) => {
    if (save.isPending) return;
    save.mutate(secret === '' ? rest : { ...rest, secret }, {
      onSuccess: () => {
        form.setFieldValue('secret', '');
        toast({ title: t('saved') });
      },
      onError: (fault) => {
        if (!(fault instanceof Problem)) return;
        for (const [field, messages] of Object.entries(fault.fields))
          form.setFieldError(field, messages.join(' '));
      },
    });
  });
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md" maw={480}>
        <PasswordInput
          label={t('webhook.secret')}
          description={t('webhook.secretHint')}
          placeholder={webhook.hasSecret ? t('credentials.saved') : ''}
          autoComplete="new-password"
          visibilityToggleButtonProps={{ 'aria-label': t('credentials.showSecret') }}
          disabled={!mayWrite}
          {...form.getInputProps('secret')}
        />
        <TextInput
          label={t('webhook.header')}
          description={t('webhook.headerHint')}
          disabled={!mayWrite}
          {...form.getInputProps('header')}
        />
        <Group grow align="flex-start">
          <Select
            label={t('webhook.digest')}
            data={DIGESTS.map((value) => ({ value, label: value.toUpperCase() }))}
            allowDeselect={false}
            disabled={!mayWrite}
            {...form.getInputProps('digest')}
          />
          <Select
            label={t('webhook.encoding')}
            data={ENCODINGS.map((value) => ({ value, label: t(`webhook.encodings.${value}`) }))}
            allowDeselect={false}
            disabled={!mayWrite}
            {...form.getInputProps('encoding')}
          />
        </Group>
        <TextInput
          label={t('webhook.prefix')}
          description={t('webhook.prefixHint')}
          disabled={!mayWrite}
          {...form.getInputProps('prefix')}
        />
        {save.error && <FailureNote fault={save.error} />}
        {mayWrite && (
          <Group>
            <Button type="submit" loading={save.isPending}>
              {common('save')}
            </Button>
          </Group>
        )}
      </Stack>
    </form>
  );
}
