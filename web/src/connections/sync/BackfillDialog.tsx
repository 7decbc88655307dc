import { Button, Group, Modal, Stack } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FailureNote } from '../../ui/FailureNote.tsx';
import { toast } from '../../ui/toast.tsx';
import { useStartSync } from '../changes.ts';
import { BackfillField } from '../settings/BackfillField.tsx';

/** Reads a range anew, further back than before if one wishes, after saying what it takes (B25). */
export function BackfillDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const { t } = useTranslation('connections');
  const common = useTranslation('common').t;
  const [days, setDays] = useState(90);
  const start = useStartSync(id);
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('sync.backfill')}
      closeButtonProps={{ 'aria-label': common('close') }}
    >
      <Stack gap="md">
        <BackfillField connectionId={id} days={days} onChange={setDays} />
        {start.error && <FailureNote fault={start.error} />}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {common('cancel')}
          </Button>
          <Button
            loading={start.isPending}
            onClick={() =>
              start.mutate(
                { kind: 'backfill', days },
                {
                  onSuccess: () => {
                    toast({ title: t('sync.started.backfill') });
                    onClose();
                  },
                },
              )
            }
          >
            {t('sync.beginBackfill')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
