import { Text } from '@mantine/core';
import { DatePickerInput, TimeInput } from '@mantine/dates';
import type { UseFormReturnType } from '@mantine/form';
import { IconCalendarQuestion } from '@tabler/icons-react';
import { type ChangeEvent, useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { Booking, BookingForm } from '../../api/entities.ts';
import { useTimes } from '../../time/use-times.ts';
import { Notice } from '../../ui/Notice.tsx';
import styles from './AcceptDrawer.module.css';
import { type AcceptDraft, durationOf, endAfter, lengthOf } from './draft.ts';

interface AppointmentFieldsProps {
  form: UseFormReturnType<AcceptDraft>;
  booking: Booking;
  choices: BookingForm;
}

/** When the job is done, on the clocks of the workspace. The end follows the start until one sets it. */
export function AppointmentFields({ form, booking, choices }: AppointmentFieldsProps) {
  const { t } = useTranslation('bookings');
  const { zone } = useTimes();
  const { start, end } = form.values;
  const dateId = useId();
  const changeStart = (event: ChangeEvent<HTMLInputElement>): void => {
    const next = event.currentTarget.value;
    const minutes =
      start !== '' && end !== '' ? lengthOf(start, end) : durationOf(choices, form.values.jobTypeId);
    form.setFieldValue('start', next);
    form.clearFieldError('start');
    if (form.values.endSet || next === '' || minutes === null) return;
    form.setFieldValue('end', endAfter(next, minutes));
    form.clearFieldError('end');
  };
  const changeEnd = (event: ChangeEvent<HTMLInputElement>): void => {
    form.setFieldValue('endSet', true);
    form.setFieldValue('end', event.currentTarget.value);
    form.clearFieldError('end');
  };
  return (
    <fieldset className={styles.group}>
      <legend className={styles.legend}>{t('form.appointment')}</legend>
      {(booking.needsScheduling || choices.start === null) && (
        <Notice
          tone="attention"
          icon={<IconCalendarQuestion size={20} aria-hidden />}
          title={t('contactToSchedule')}
        >
          {t('form.noRequest')}
        </Notice>
      )}
      <div className={styles.times}>
        <DatePickerInput
          // The calendar is a dialog named by its field.
          id={dateId}
          popoverProps={{ id: dateId }}
          label={t('form.date')}
          withAsterisk
          placeholder={t('form.choose')}
          valueFormat="ddd, MMM D, YYYY"
          firstDayOfWeek={0}
          // Weekends are working days like others; no colour without a meaning.
          weekendDays={[]}
          hideOutsideDates
          previousLabel={t('form.previousMonth')}
          nextLabel={t('form.nextMonth')}
          {...form.getInputProps('date')}
        />
        <TimeInput
          label={t('form.start')}
          withAsterisk
          {...form.getInputProps('start')}
          onChange={changeStart}
        />
        <TimeInput
          label={t('form.end')}
          withAsterisk
          description={start !== '' && end !== '' && end < start ? t('form.endsNextDay') : undefined}
          {...form.getInputProps('end')}
          onChange={changeEnd}
        />
      </div>
      <Text size="sm" c="dimmed">
        {t('form.zone', { zone: zone.replaceAll('_', ' ') })}
      </Text>
    </fieldset>
  );
}
