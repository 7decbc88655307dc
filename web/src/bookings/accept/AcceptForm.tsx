import { Button, Group, Select, Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useHotkeys } from '@mantine/hooks';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { type Booking, type BookingForm, PRIORITIES } from '../../api/entities.ts';
import { Problem } from '../../api/problem.ts';
import { useTimes } from '../../time/use-times.ts';
import { FailureNote } from '../../ui/FailureNote.tsx';
import { Shortcut } from '../../ui/Shortcut.tsx';
import { useAccept } from '../changes.ts';
import { bookingQuery } from '../queries.ts';
import styles from './AcceptDrawer.module.css';
import { AppointmentFields } from './AppointmentFields.tsx';
import { CustomerFields } from './CustomerFields.tsx';
import { checkDraft, placeServerErrors } from './check.ts';
import { type AcceptDraft, openingDraft } from './draft.ts';
import { JobFields } from './JobFields.tsx';
import { LocationFields } from './LocationFields.tsx';
import { acceptRequest } from './request.ts';

interface AcceptFormProps {
  booking: Booking;
  choices: BookingForm;
  onDirty: (dirty: boolean) => void;
  onBooked: () => void;
  onCancel: () => void;
}

/** Everything a job needs. What is typed stays through every fault; a second click sends nothing. */
export function AcceptForm({ booking, choices, onDirty, onBooked, onCancel }: AcceptFormProps) {
  const { t } = useTranslation('bookings');
  const { zone } = useTimes();
  const client = useQueryClient();
  const accept = useAccept(booking.id);
  // A click that comes before React has drawn the button's waiting state still finds this.
  const sending = useRef(false);
  const form = useForm<AcceptDraft>({
    initialValues: useMemo(() => openingDraft(booking, choices, zone), [booking, choices, zone]),
    validate: (draft) =>
      Object.fromEntries(
        Object.entries(checkDraft(draft)).map(([field, error]) => [field, t(`form.${error}`)]),
      ),
    onValuesChange: () => onDirty(true),
  });

  const failed = (fault: Error): void => {
    sending.current = false;
    if (!(fault instanceof Problem)) return;
    form.setErrors(placeServerErrors(fault.fields).fields);
    if (fault.status === 409) void client.invalidateQueries({ queryKey: bookingQuery(booking.id).queryKey });
  };
  const book = (draft: AcceptDraft): void => {
    if (sending.current) return;
    sending.current = true;
    accept.mutate(acceptRequest(draft, booking.version, zone), { onSuccess: onBooked, onError: failed });
  };
  const formRef = useRef<HTMLFormElement>(null);
  // The keyboard starts where one begins to fill in, once the choices are there.
  useEffect(() => formRef.current?.querySelector('input')?.focus(), []);
  useHotkeys([['mod+Enter', () => formRef.current?.requestSubmit()]], []);

  return (
    <form
      ref={formRef}
      className={styles.form}
      onSubmit={(event) => form.onSubmit(book, () => focusFirstError(formRef.current))(event)}
      noValidate
    >
      <div className={styles.fields}>
        <CustomerFields form={form} booking={booking} customers={choices.customers} />
        <LocationFields form={form} booking={booking} customers={choices.customers} />
        <JobFields form={form} choices={choices} />
        <AppointmentFields form={form} booking={booking} choices={choices} />
        <Select
          label={t('form.priority')}
          data={PRIORITIES.map((priority) => ({ value: priority, label: t(`priority.${priority}`) }))}
          allowDeselect={false}
          {...form.getInputProps('priority')}
        />
        <Textarea
          label={t('form.summary')}
          autosize
          minRows={3}
          maxRows={8}
          {...form.getInputProps('summary')}
        />
      </div>
      <div className={styles.foot}>
        {accept.error && !accept.isPending && <AcceptFailure fault={accept.error} />}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onCancel}>
            {t('cancel')}
          </Button>
          <Button type="submit" loading={accept.isPending} rightSection={<Shortcut keys="Ctrl ↵" />}>
            {t('form.submit')}
          </Button>
        </Group>
      </div>
    </form>
  );
}

function AcceptFailure({ fault }: { fault: Error }) {
  const others = fault instanceof Problem ? placeServerErrors(fault.fields).others : [];
  return (
    <div role="alert">
      <FailureNote fault={fault} />
      {others.map((message) => (
        <div key={message}>{message}</div>
      ))}
    </div>
  );
}

/** Takes the keyboard to the first field that needs another look, once the form has marked it. */
function focusFirstError(form: HTMLFormElement | null): void {
  requestAnimationFrame(() =>
    form?.querySelector<HTMLElement>('[aria-invalid="true"], [data-error] input')?.focus(),
  );
}
