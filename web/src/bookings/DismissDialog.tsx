import { Button, Group, Modal, Radio, Skeleton, Stack, Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Booking } from '../api/entities.ts';
import { FailureNote } from '../ui/FailureNote.tsx';
import { FailureState } from '../ui/FailureState.tsx';
import { useDismiss } from './changes.ts';
import { dismissReasonsQuery } from './queries.ts';

/** Asks why a booking is dismissed: a reason is required, a memo is not (GL-5). */
export function DismissDialog({ booking, onClose }: { booking: Booking; onClose: () => void }) {
  const { t } = useTranslation('bookings');
  const reasons = useQuery(dismissReasonsQuery);
  const dismiss = useDismiss(booking.id);
  const form = useForm({
    initialValues: { reason: '', memo: '' },
    validate: { reason: (reason) => (reason === '' ? t('dismissForm.reasonRequired') : null) },
  });
  const submit = form.onSubmit(({ reason, memo }) => {
    if (dismiss.isPending) return;
    const body = memo.trim() === '' ? { reason } : { reason, memo: memo.trim() };
    dismiss.mutate(body, { onSuccess: onClose });
  });
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('dismissForm.title', { name: booking.customer.name || t('noName') })}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          {reasons.data && (
            <Radio.Group label={t('dismissForm.reason')} withAsterisk {...form.getInputProps('reason')}>
              <Stack gap="sm" mt="sm">
                {reasons.data.map((reason, index) => (
                  <Radio
                    key={reason.id}
                    value={reason.id}
                    label={reason.name}
                    data-autofocus={index === 0 || undefined}
                  />
                ))}
              </Stack>
            </Radio.Group>
          )}
          {reasons.error && <FailureState fault={reasons.error} onRetry={() => void reasons.refetch()} />}
          {reasons.isPending && <Skeleton height={144} />}
          <Textarea
            label={t('dismissForm.memo')}
            description={t('dismissForm.memoHint')}
            autosize
            minRows={2}
            maxRows={6}
            maxLength={2000}
            {...form.getInputProps('memo')}
          />
          {dismiss.error && <FailureNote fault={dismiss.error} />}
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={onClose}>
              {t('cancel')}
            </Button>
            <Button type="submit" loading={dismiss.isPending}>
              {t('dismiss')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
