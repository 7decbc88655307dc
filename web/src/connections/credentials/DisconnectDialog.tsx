import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Connection } from '../../api/servicetitan.ts';
import { FailureNote } from '../../ui/FailureNote.tsx';
import { toast } from '../../ui/toast.tsx';
import { forgetConnection, useDisconnect } from '../changes.ts';

/** Asks before a connection and all that was read through it go: its name has to be written. */
export function DisconnectDialog({ connection, onClose }: { connection: Connection; onClose: () => void }) {
  const { t } = useTranslation('connections');
  const common = useTranslation('common').t;
  const client = useQueryClient();
  const navigate = useNavigate();
  const disconnect = useDisconnect(connection.id);
  const [written, setWritten] = useState('');
  const [refused, setRefused] = useState(false);
  const submit = async (): Promise<void> => {
    setRefused(written.trim() !== connection.name);
    if (written.trim() !== connection.name || disconnect.isPending) return;
    try {
      await disconnect.mutateAsync();
    } catch {
      return; // The dialog stays and says why.
    }
    toast({ title: t('disconnect.done', { name: connection.name }) });
    await navigate({ to: '/settings/connections' });
    forgetConnection(client, connection.id);
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('disconnect.ask', { name: connection.name })}
      closeButtonProps={{ 'aria-label': common('close') }}
    >
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <Stack gap="md">
          <Text size="sm">{t('disconnect.warning')}</Text>
          <TextInput
            label={t('disconnect.write', { name: connection.name })}
            value={written}
            autoComplete="off"
            data-autofocus
            error={refused ? t('disconnect.differs') : undefined}
            onChange={(event) => setWritten(event.currentTarget.value)}
          />
          {disconnect.error && <FailureNote fault={disconnect.error} />}
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={onClose}>
              {common('cancel')}
            </Button>
            <Button color="red.9" type="submit" loading={disconnect.isPending}>
              {t('disconnect.open')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
