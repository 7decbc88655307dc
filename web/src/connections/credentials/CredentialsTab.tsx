import { Button, Group, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../api/me.ts';
import type { Connection } from '../../api/servicetitan.ts';
import { FailureNote } from '../../ui/FailureNote.tsx';
import { FieldList } from '../../ui/FieldList.tsx';
import { Section } from '../../ui/Section.tsx';
import { failureToast, toast } from '../../ui/toast.tsx';
import { usePause, useResume } from '../changes.ts';
import { CredentialsFields } from './CredentialsForm.tsx';
import { DisconnectDialog } from './DisconnectDialog.tsx';
import { useCredentials } from './use-credentials.ts';

/** Who one is to ServiceTitan: changed, checked; the connection paused, resumed, or taken away. */
export function CredentialsTab({ connection }: { connection: Connection }) {
  const { t } = useTranslation('connections');
  const mayWrite = useMay('connections:write');
  const saved = (there: boolean): string => t(there ? 'credentials.masked' : 'none');
  if (!mayWrite)
    return (
      <FieldList
        fields={[
          { label: t('credentials.environment'), value: t(`environment.${connection.environment}`) },
          { label: t('credentials.tenantId'), value: connection.tenantId ?? t('none') },
          { label: t('credentials.clientId'), value: connection.clientId ?? t('none') },
          { label: t('credentials.clientSecret'), value: saved(connection.hasClientSecret) },
          { label: t('credentials.appKey'), value: saved(connection.hasAppKey) },
        ]}
      />
    );
  return (
    <>
      <EditCredentials connection={connection} />
      <PauseSection connection={connection} />
    </>
  );
}

function EditCredentials({ connection }: { connection: Connection }) {
  const { t } = useTranslation('connections');
  const { form, checks, fault, busy, checked } = useCredentials(connection);
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (busy) return;
        void checked().then((good) => good && toast({ title: t('credentials.accepted') }));
      }}
    >
      <CredentialsFields form={form} connection={connection} checks={checks} />
      {fault !== null && (
        <Group mt="md">
          <FailureNote fault={fault} />
        </Group>
      )}
      <Group mt="lg" mb="lg">
        <Button type="submit" loading={busy}>
          {t('credentials.saveAndCheck')}
        </Button>
      </Group>
    </form>
  );
}

function PauseSection({ connection }: { connection: Connection }) {
  const { t } = useTranslation('connections');
  const pause = usePause(connection.id);
  const resume = useResume(connection.id);
  const [asking, { open, close }] = useDisclosure();
  return (
    <>
      <Section title={t('pause.title')}>
        <Text size="sm" c="dimmed" mb="sm">
          {t('pause.hint')}
        </Text>
        {connection.status === 'paused' ? (
          <Button
            variant="default"
            loading={resume.isPending}
            onClick={() => resume.mutate(undefined, { onError: failureToast })}
          >
            {t('paused.resume')}
          </Button>
        ) : (
          <Button
            variant="default"
            loading={pause.isPending}
            onClick={() => pause.mutate(undefined, { onError: failureToast })}
          >
            {t('pause.pause')}
          </Button>
        )}
      </Section>
      <Section title={t('disconnect.title')}>
        <Text size="sm" c="dimmed" mb="sm">
          {t('disconnect.hint')}
        </Text>
        <Button variant="default" c="var(--mantine-color-error)" onClick={open}>
          {t('disconnect.open')}
        </Button>
      </Section>
      {asking && <DisconnectDialog connection={connection} onClose={close} />}
    </>
  );
}
