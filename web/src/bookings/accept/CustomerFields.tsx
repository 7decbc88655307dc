import { Radio, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import type { Booking, CustomerMatch } from '../../api/entities.ts';
import styles from './AcceptDrawer.module.css';
import { type AcceptDraft, CREATE, locationFor } from './draft.ts';

interface CustomerFieldsProps {
  form: UseFormReturnType<AcceptDraft>;
  booking: Booking;
  customers: CustomerMatch[];
}

/** Which customer the job is for: one that ServiceTitan has, with why it fits, or a new one. */
export function CustomerFields({ form, booking, customers }: CustomerFieldsProps) {
  const { t } = useTranslation('bookings');
  const choose = (customerId: string): void => {
    form.setFieldValue('customerId', customerId);
    form.setFieldValue('locationId', locationFor(booking, customerId, customers));
    form.clearFieldError('customerId');
    form.clearFieldError('locationId');
  };
  return (
    <fieldset className={styles.group}>
      <legend className={styles.legend}>{t('form.customer')}</legend>
      {customers.length > 0 && (
        <Radio.Group
          aria-label={t('form.customer')}
          value={form.values.customerId}
          onChange={choose}
          error={form.errors.customerId}
        >
          <div className={styles.choices}>
            {customers.map((customer) => (
              <Radio
                key={customer.id}
                value={customer.id}
                className={styles.choice}
                label={customer.name}
                description={[
                  t(`form.matched.${customer.reason}`),
                  customer.phone,
                  customer.email,
                  customer.address,
                ]
                  .filter(Boolean)
                  .join(' · ')}
              />
            ))}
            <Radio value={CREATE} className={styles.choice} label={t('form.newCustomer')} />
          </div>
        </Radio.Group>
      )}
      {form.values.customerId === CREATE && (
        <>
          <TextInput label={t('form.name')} withAsterisk autoComplete="off" {...form.getInputProps('name')} />
          <div className={styles.pair}>
            <TextInput
              label={t('form.phone')}
              type="tel"
              autoComplete="off"
              {...form.getInputProps('phone')}
            />
            <TextInput
              label={t('form.email')}
              type="email"
              autoComplete="off"
              {...form.getInputProps('email')}
            />
          </div>
        </>
      )}
    </fieldset>
  );
}
