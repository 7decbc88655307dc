import { Group, Text } from '@mantine/core';
import { IconAddressBook } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useMay } from '../api/me.ts';
import { type ContactRow, MODELS } from '../api/servicetitan.ts';
import { ConnectionFilter } from '../connections/ConnectionFilter.tsx';
import { type Column, DataTable } from '../ui/DataTable.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Flag } from '../ui/Flag.tsx';
import { NoMatch } from '../ui/NoMatch.tsx';
import { Page } from '../ui/Page.tsx';
import { PagedList } from '../ui/PagedList.tsx';
import { ButtonLink, RouteLink } from '../ui/RouteLink.tsx';
import { SearchField } from '../ui/SearchField.tsx';
import { Timestamp } from '../ui/Timestamp.tsx';
import styles from './ContactsPage.module.css';
import { contactName } from './name.ts';
import { phoneText } from './phone.ts';
import { contactsQuery, openConflictsQuery } from './queries.ts';
import type { ContactSearch } from './search.ts';

/** Contacts: the people that the customers of all connections are, each once. */
export default function ContactsPage() {
  const { t } = useTranslation('contacts');
  const search = useSearch({ from: '/shell/contacts' });
  const navigate = useNavigate();
  const contacts = useInfiniteQuery(contactsQuery(search));
  const open = useQuery({ ...openConflictsQuery, enabled: useMay('contacts:read') });
  const columns = useContactColumns();
  const change = (changed: ContactSearch): void =>
    void navigate({ to: '/contacts', search: (current) => ({ ...current, ...changed }), replace: true });
  return (
    <Page
      title={t('title')}
      hint={t('hint')}
      action={
        <ButtonLink to="/contacts/review" variant="default">
          {open.data ? t('review.open', { count: open.data }) : t('review.title')}
        </ButtonLink>
      }
    >
      <Group gap="sm" mb="md">
        <SearchField
          label={t('search')}
          value={search.q ?? ''}
          w={320}
          onChange={(q) => change({ q: q || undefined })}
        />
        <ConnectionFilter value={search.connection} onChange={(connection) => change({ connection })} />
      </Group>
      <PagedList list={contacts} height={400}>
        {(rows) => (
          <DataTable
            label={t('title')}
            rows={rows}
            columns={columns}
            empty={
              <NoContacts search={search} onClear={() => change({ q: undefined, connection: undefined })} />
            }
          />
        )}
      </PagedList>
    </Page>
  );
}

function NoContacts({ search, onClear }: { search: ContactSearch; onClear: () => void }) {
  const { t } = useTranslation('contacts');
  const mayConnect = useMay('connections:read');
  if (search.q !== undefined || search.connection !== undefined)
    return <NoMatch title={t('emptySearch.title')} hint={t('emptySearch.hint')} onClear={onClear} />;
  return (
    <EmptyState
      icon={IconAddressBook}
      title={t('empty.title')}
      hint={t('empty.hint')}
      action={mayConnect ? <ButtonLink to="/marketplace">{t('empty.marketplace')}</ButtonLink> : undefined}
    />
  );
}

function useContactColumns(): Column<ContactRow>[] {
  const { t, i18n } = useTranslation('contacts');
  const model = useTranslation('connections').t;
  const more = (count: number) =>
    count > 1 && (
      <Text component="span" size="xs" c="dimmed">
        {' '}
        +{count - 1}
      </Text>
    );
  return [
    {
      key: 'name',
      label: t('name'),
      render: (row) => (
        <span className={styles.name}>
          <RouteLink to="/contacts/$id" params={{ id: row.id }}>
            {contactName(row) ?? t('noName')}
          </RouteLink>
          {row.company !== null && contactName(row) !== row.company && (
            <Text component="span" size="xs" c="dimmed" display="block">
              {row.company}
            </Text>
          )}
        </span>
      ),
    },
    {
      key: 'phone',
      label: t('phone'),
      render: ({ phones }) => (
        <span className={styles.nowrap}>
          {phones[0] && phoneText(phones[0].phone)}
          {more(phones.length)}
        </span>
      ),
    },
    {
      key: 'email',
      label: t('email'),
      render: ({ emails }) => (
        <span className={styles.email}>
          {emails[0]?.email}
          {more(emails.length)}
        </span>
      ),
    },
    {
      key: 'flags',
      label: t('flags'),
      render: (row) => (
        <span className={styles.flags}>
          {row.phones.some((phone) => phone.doNotText) && <Flag>{t('flag.doNotText')}</Flag>}
          {row.doNotMail && <Flag>{t('flag.doNotMail')}</Flag>}
          {row.doNotService && <Flag>{t('flag.doNotService')}</Flag>}
        </span>
      ),
    },
    {
      key: 'opportunities',
      label: t('opportunities'),
      render: ({ opportunities }) => (
        <span className={styles.nowrap}>
          {MODELS.filter((each) => opportunities[each] > 0)
            .map((each) =>
              model(`models.count.${each}`, {
                count: opportunities[each],
                shown: opportunities[each].toLocaleString(i18n.language),
              }),
            )
            .join(' · ')}
        </span>
      ),
    },
    {
      key: 'updated',
      label: t('updated'),
      render: (row) => (
        <span className={styles.nowrap}>
          <Timestamp at={row.updatedAt} />
        </span>
      ),
    },
  ];
}
