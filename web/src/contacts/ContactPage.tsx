import { Anchor, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Navigate, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useMay } from '../api/me.ts';
import type { Contact } from '../api/servicetitan.ts';
import { OpportunitiesOf } from '../opportunities/OpportunitiesOf.tsx';
import { AttentionBadge } from '../ui/AttentionBadge.tsx';
import { FailureState } from '../ui/FailureState.tsx';
import { Flag } from '../ui/Flag.tsx';
import { Page } from '../ui/Page.tsx';
import { RouteLink } from '../ui/RouteLink.tsx';
import { Section } from '../ui/Section.tsx';
import { StateBadge } from '../ui/StateBadge.tsx';
import { Waiting } from '../ui/Waiting.tsx';
import styles from './ContactsPage.module.css';
import { Merges } from './Merges.tsx';
import { contactName } from './name.ts';
import { phoneText } from './phone.ts';
import { contactQuery } from './queries.ts';

/** One contact: how to reach them and how not, the customers they are in ServiceTitan, and their opportunities. */
export default function ContactPage() {
  const { t } = useTranslation('contacts');
  const { id } = useParams({ from: '/shell/contacts/$id' });
  const contact = useQuery(contactQuery(id));
  const mayRead = useMay('opportunities:read');
  // It was put together with another one, which the server answers instead.
  if (contact.data && contact.data.id !== id)
    return <Navigate to="/contacts/$id" params={{ id: contact.data.id }} replace />;
  const name = contact.data && (contactName(contact.data) ?? t('noName'));
  return (
    <Page
      title={name ?? t('loading')}
      {...(contact.data?.company && contact.data.company !== name && { hint: contact.data.company })}
      above={<RouteLink to="/contacts">{t('title')}</RouteLink>}
      marks={
        contact.data && (
          <>
            {contact.data.doNotService && <AttentionBadge>{t('flag.doNotService')}</AttentionBadge>}
            {contact.data.doNotMail && <AttentionBadge>{t('flag.doNotMail')}</AttentionBadge>}
          </>
        )
      }
    >
      {contact.data && (
        <>
          <div className={styles.columns}>
            <Reach contact={contact.data} />
            <Customers contact={contact.data} />
          </div>
          <Merges contact={contact.data} />
          {mayRead && <OpportunitiesOf contactId={id} />}
        </>
      )}
      {!contact.data && contact.error && (
        <FailureState fault={contact.error} onRetry={() => void contact.refetch()} />
      )}
      {contact.isPending && (
        <Waiting label={t('loading')}>
          <Skeleton height={320} />
        </Waiting>
      )}
    </Page>
  );
}

function Reach({ contact }: { contact: Contact }) {
  const { t } = useTranslation('contacts');
  return (
    <Section title={t('reach')}>
      <ul className={styles.list} aria-label={t('reach')}>
        {contact.phones.map(({ phone, type, doNotText, placeholder }) => (
          <li key={phone} className={styles.value}>
            {placeholder ? phoneText(phone) : <Anchor href={`tel:${phone}`}>{phoneText(phone)}</Anchor>}
            {placeholder && <AttentionBadge>{t('flag.placeholder')}</AttentionBadge>}
            {type !== null && <Flag>{type}</Flag>}
            {doNotText && <AttentionBadge>{t('flag.doNotText')}</AttentionBadge>}
          </li>
        ))}
        {contact.emails.map(({ email, placeholder }) => (
          <li key={email} className={styles.value}>
            {placeholder ? email : <Anchor href={`mailto:${email}`}>{email}</Anchor>}
            {placeholder && <AttentionBadge>{t('flag.placeholder')}</AttentionBadge>}
          </li>
        ))}
        {contact.phones.length + contact.emails.length === 0 && <li>{t('noReach')}</li>}
      </ul>
    </Section>
  );
}

function Customers({ contact }: { contact: Contact }) {
  const { t } = useTranslation('contacts');
  return (
    <Section title={t('customers.title')}>
      <ul className={styles.list} aria-label={t('customers.title')}>
        {contact.links.map((link) => (
          <li key={`${link.connectionId} ${link.customerId}`}>
            <span className={styles.value}>
              <RouteLink
                to="/connections/$id/records/$resource/$recordId"
                params={{ id: link.connectionId, resource: 'customers', recordId: link.customerId }}
              >
                {link.name ?? t('noName')}
              </RouteLink>
              <span>{link.customerId}</span>
              {!link.active && <StateBadge tone="quiet">{t('customers.inactive')}</StateBadge>}
            </span>
            <span className={styles.value}>
              <Flag>{link.connectionName}</Flag>
              {link.mergedFrom.length > 0 && (
                <span>{t('customers.mergedFrom', { ids: link.mergedFrom.join(', ') })}</span>
              )}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
