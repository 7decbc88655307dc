import {
  Anchor,
  Button,
  NumberInput,
  Select,
  Skeleton,
  Stack,
  Text,
  Textarea,
  TextInput,
} from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { api, unwrap } from '../api/client.ts';
import type { SandboxWorld } from '../api/entities.ts';
import type { SandboxLead } from '../api/schema.ts';
import { FailureNote } from '../ui/FailureNote.tsx';
import { FailureState } from '../ui/FailureState.tsx';
import { FieldList } from '../ui/FieldList.tsx';
import { Page } from '../ui/Page.tsx';
import { Section } from '../ui/Section.tsx';
import styles from './SandboxPage.module.css';

const KINDS = [
  'random',
  'no_date',
  'no_phone',
  'unknown_category',
  'emoji',
  'long',
  'booked',
  'cancelled',
] as const;

function useSendLeads() {
  return useMutation({
    mutationFn: (lead: SandboxLead) => unwrap(api.POST('/api/v1/sandbox/leads', { body: lead })),
  });
}

/** The panel that plays the outside world: lead sources send, the emulator stands for ServiceTitan. */
export default function SandboxPage() {
  const { t } = useTranslation('sandbox');
  const world = useQuery({
    queryKey: ['sandbox'],
    queryFn: ({ signal }) => unwrap(api.GET('/api/v1/sandbox', { signal })),
  });
  return (
    <Page title={t('title')} hint={t('hint')}>
      {world.data && (
        <>
          <SendKinds />
          <SendOwn world={world.data} />
          <Section title={t('world')}>
            <FieldList
              fields={[
                ...Object.entries(world.data.simulators).map(([source, { url }]) => ({
                  label: t('simulator', { source }),
                  value: <Outside href={url} />,
                })),
                { label: t('emulator'), value: <Outside href={world.data.emulator.url} /> },
                { label: t('control'), value: <Outside href={world.data.emulator.controlUrl} /> },
              ]}
            />
          </Section>
        </>
      )}
      {world.error && <FailureState fault={world.error} onRetry={() => void world.refetch()} />}
      {world.isPending && <Skeleton height={320} />}
    </Page>
  );
}

function Outside({ href }: { href: string }) {
  return (
    <Anchor href={href} target="_blank" rel="noreferrer">
      {href}
    </Anchor>
  );
}

function SendKinds() {
  const { t } = useTranslation('sandbox');
  const send = useSendLeads();
  return (
    <Section title={t('kinds.title')}>
      <Text size="sm" c="dimmed" mb="md">
        {t('kinds.hint')}
      </Text>
      <div className={styles.kinds}>
        {KINDS.map((kind) => (
          <Button
            key={kind}
            variant={kind === 'random' ? 'filled' : 'default'}
            loading={send.isPending && send.variables.kind === kind && send.variables.count === undefined}
            onClick={() => send.mutate({ source: 'thumbtack', kind })}
          >
            {t(`kinds.${kind}`)}
          </Button>
        ))}
        <Button
          variant="default"
          loading={send.isPending && send.variables.count !== undefined}
          onClick={() => send.mutate({ source: 'thumbtack', kind: 'random', count: 25 })}
        >
          {t('kinds.many', { count: 25 })}
        </Button>
      </div>
      <Outcome sent={send.data?.sent ?? null} fault={send.error} />
    </Section>
  );
}

function SendOwn({ world }: { world: SandboxWorld }) {
  const { t } = useTranslation('sandbox');
  const send = useSendLeads();
  const form = useForm({
    initialValues: { categoryId: null as string | null, name: '', phone: '', description: '', count: 1 },
  });
  const submit = form.onSubmit(({ categoryId, name, phone, description, count }) => {
    if (send.isPending) return;
    send.mutate({
      source: 'thumbtack',
      count,
      ...(categoryId !== null && { categoryId }),
      ...(name.trim() !== '' && { name: name.trim() }),
      ...(phone.trim() !== '' && { phone: phone.trim() }),
      ...(description.trim() !== '' && { description: description.trim() }),
    });
  });
  return (
    <Section title={t('own.title')}>
      <form onSubmit={submit}>
        <Stack gap="md" maw={480}>
          <Select
            label={t('own.category')}
            placeholder={t('own.anyCategory')}
            searchable
            clearable
            data={world.categories.map(({ id, name }) => ({ value: id, label: name }))}
            {...form.getInputProps('categoryId')}
          />
          <TextInput label={t('own.name')} {...form.getInputProps('name')} />
          <TextInput label={t('own.phone')} type="tel" {...form.getInputProps('phone')} />
          <Textarea
            label={t('own.description')}
            autosize
            minRows={2}
            {...form.getInputProps('description')}
          />
          <NumberInput
            label={t('own.count')}
            min={1}
            max={1000}
            allowDecimal={false}
            {...form.getInputProps('count')}
          />
          <Button type="submit" loading={send.isPending} className={styles.submit}>
            {t('own.send')}
          </Button>
          <Outcome sent={send.data?.sent ?? null} fault={send.error} />
        </Stack>
      </form>
    </Section>
  );
}

function Outcome({ sent, fault }: { sent: number | null; fault: Error | null }) {
  const { t } = useTranslation('sandbox');
  if (fault) return <FailureNote fault={fault} />;
  return (
    <Text component="output" display="block" size="sm" mt="sm" mih={20}>
      {sent !== null && (
        <>
          {t('sent', { count: sent })}{' '}
          <Anchor component={Link} to="/calls/bookings">
            {t('look')}
          </Anchor>
        </>
      )}
    </Text>
  );
}
