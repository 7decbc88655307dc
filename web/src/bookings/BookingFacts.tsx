import { Anchor, Group, Spoiler, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Booking } from '../api/entities.ts';
import { useTimes } from '../time/use-times.ts';
import { type Field, FieldList } from '../ui/FieldList.tsx';
import { Section } from '../ui/Section.tsx';
import { SourceMark } from '../ui/SourceMark.tsx';
import { addressLine } from './address.ts';
import { usdAmount } from './price.ts';

/** The request, what the source asked its customer, and where it came from (L55). */
export function BookingFacts({ booking }: { booking: Booking }) {
  const { t } = useTranslation('bookings');
  const messages = useMessageFields(booking);
  return (
    <>
      <Section title={t('request')}>
        <FieldList fields={useRequestFields(booking)} />
      </Section>
      {booking.details.length > 0 && (
        <Section title={t('questions')}>
          <FieldList fields={booking.details} />
        </Section>
      )}
      {booking.messages.length > 0 && (
        <Section title={t('messages')}>
          <FieldList fields={messages} />
        </Section>
      )}
      {booking.attachments.length > 0 && (
        <Section title={t('attachments')}>
          {booking.attachments.map((file) => (
            <Text key={file.url} size="sm">
              <Anchor href={file.url} target="_blank" rel="noreferrer">
                {file.name}
              </Anchor>
            </Text>
          ))}
        </Section>
      )}
      <Section title={t('source')}>
        <FieldList fields={useSourceFields(booking)} />
      </Section>
    </>
  );
}

function useRequestFields(booking: Booking): Field[] {
  const { t } = useTranslation('bookings');
  const times = useTimes();
  const work = [booking.trade, booking.standardJobTypeName].filter(Boolean).join(' · ');
  const fields: Field[] = [
    { label: t('field.work'), value: work || t('unknownJob') },
    {
      label: t('field.requested'),
      value:
        requestedTimes(booking)
          .map((time) => times.window(time.start, time.end))
          .join('\n') || t('noTime'),
    },
    { label: t('field.address'), value: addressLine(booking.address) || t('noAddress') },
  ];
  if (booking.summary) {
    fields.push({
      label: t('field.summary'),
      // A customer may write pages; what comes after must not end up below them.
      value: (
        <Spoiler maxHeight={160} showLabel={t('showAll')} hideLabel={t('showLess')}>
          {booking.summary}
        </Spoiler>
      ),
    });
  }
  if (booking.dismissReason !== null)
    fields.push({
      label: t('field.dismissReason'),
      value: [booking.dismissReason, booking.dismissMemo].filter(Boolean).join('\n'),
    });
  return fields;
}

function requestedTimes(booking: Booking): Booking['requestedTimes'] {
  if (booking.requestedTimes.length > 0) return booking.requestedTimes;
  return booking.requestedStart === null
    ? []
    : [{ start: booking.requestedStart, end: booking.requestedEnd }];
}

function useMessageFields(booking: Booking): Field[] {
  const { t } = useTranslation('bookings');
  const times = useTimes();
  return booking.messages.map((message) => ({
    label: [t(`from.${message.from}`), message.sentAt === null ? '' : times.dayAndTime(message.sentAt)]
      .filter((part) => part !== '')
      .join(', '),
    value: message.text,
  }));
}

function useSourceFields(booking: Booking): Field[] {
  const { t, i18n } = useTranslation('bookings');
  const times = useTimes();
  const fields: Field[] = [
    {
      label: t('field.integration'),
      value: (
        <Group gap="sm" wrap="nowrap">
          <SourceMark source={booking.source} name={booking.sourceName} />
          {booking.sourceName}
        </Group>
      ),
    },
  ];
  if (booking.accountName !== null) fields.push({ label: t('field.account'), value: booking.accountName });
  if (booking.categoryName !== null) fields.push({ label: t('field.category'), value: booking.categoryName });
  if (booking.leadPrice !== null)
    fields.push({ label: t('field.price'), value: usdAmount(booking.leadPrice, i18n.language) });
  fields.push({ label: t('field.submitted'), value: times.exact(booking.submittedAt) });
  if (booking.deliveries.length > 1)
    fields.push({
      label: t('field.deliveries'),
      value: t('deliveries', { count: booking.deliveries.length }),
    });
  return fields;
}
