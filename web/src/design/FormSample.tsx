import '@mantine/dates/styles.layer.css';
import { useForm } from '@mantine/form';
import { AppointmentFields } from '../bookings/accept/AppointmentFields.tsx';
import { CustomerFields } from '../bookings/accept/CustomerFields.tsx';
import { openingDraft } from '../bookings/accept/draft.ts';
import { JobFields } from '../bookings/accept/JobFields.tsx';
import { LocationFields } from '../bookings/accept/LocationFields.tsx';
import { useTimes } from '../time/use-times.ts';
import styles from './DesignPage.module.css';
import { SAMPLE_BOOKING, SAMPLE_CHOICES } from './sample.ts';

/** The fields of the booking form, over made-up choices; nothing is sent. */
export function FormSample() {
  const { zone } = useTimes();
  const form = useForm({ initialValues: openingDraft(SAMPLE_BOOKING, SAMPLE_CHOICES, zone) });
  return (
    <div className={styles.form}>
      <CustomerFields form={form} booking={SAMPLE_BOOKING} customers={SAMPLE_CHOICES.customers} />
      <LocationFields form={form} booking={SAMPLE_BOOKING} customers={SAMPLE_CHOICES.customers} />
      <JobFields form={form} choices={SAMPLE_CHOICES} />
      <AppointmentFields form={form} booking={SAMPLE_BOOKING} choices={SAMPLE_CHOICES} />
    </div>
  );
}
