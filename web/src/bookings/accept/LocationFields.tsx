import { Radio, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import type { Booking, CustomerMatch } from '../../api/entities.ts';
import { sameAddress } from '../address.ts';
import styles from './AcceptDrawer.module.css';
import { type AcceptDraft, CREATE } from './draft.ts';

interface LocationFieldsProps {
  form: UseFormReturnType<AcceptDraft>;
  booking: Booking;
  customers: CustomerMatch[];
}

/** Where the job is: a location of the chosen customer, or a new one, filled in from the request. */
export function LocationFields({ form, booking, customers }: LocationFieldsProps) {
  const { t } = useTranslation('bookings');
  const chosen = customers.find((customer) => customer.id === form.values.customerId);
  const locations = chosen?.locations ?? [];
  if (form.values.customerId === '') return null;
  return (
    <fieldset className={styles.group}>
      <legend className={styles.legend}>{t('form.location')}</legend>
      {locations.length > 0 && (
        <Radio.Group aria-label={t('form.location')} {...form.getInputProps('locationId')}>
          <div className={styles.choices}>
            {locations.map((location) => (
              <Radio
                key={location.id}
                value={location.id}
                className={styles.choice}
                label={location.address || location.name}
                description={
                  sameAddress(location.address, booking.address) ? t('form.sameAddress') : undefined
                }
              />
            ))}
            <Radio value={CREATE} className={styles.choice} label={t('form.newLocation')} />
          </div>
        </Radio.Group>
      )}
      {form.values.locationId === CREATE && (
        <>
          <div className={styles.times}>
            <TextInput
              label={t('form.street')}
              withAsterisk
              autoComplete="off"
              {...form.getInputProps('street')}
            />
            <TextInput label={t('form.unit')} autoComplete="off" {...form.getInputProps('unit')} />
          </div>
          <div className={styles.region}>
            <TextInput
              label={t('form.city')}
              withAsterisk
              autoComplete="off"
              {...form.getInputProps('city')}
            />
            <TextInput
              label={t('form.state')}
              withAsterisk
              autoComplete="off"
              {...form.getInputProps('state')}
            />
            <TextInput label={t('form.zip')} withAsterisk autoComplete="off" {...form.getInputProps('zip')} />
          </div>
        </>
      )}
    </fieldset>
  );
}
