import { ActionIcon, Select, Title, Tooltip } from '@mantine/core';
import { IconKeyboard } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import type { Named } from '../api/entities.ts';
import { BOOKING_STATUSES } from '../api/entities.ts';
import { SearchField } from '../ui/SearchField.tsx';
import tabs from '../ui/TabBar.module.css';
import styles from './BookingToolbar.module.css';
import { bookingCountsQuery } from './queries.ts';
import { BOOKING_SORTS, type BookingFilter, type BookingSearch, parseBookingSearch } from './search.ts';

interface BookingToolbarProps {
  filter: BookingFilter;
  /** Sources seen so far. */
  sources: Named[];
  searchRef: RefObject<HTMLInputElement | null>;
  onChange: (change: BookingSearch) => void;
  onHelp: () => void;
}

/** Which bookings are listed: by status, search, source and order. All of it stands in the address. */
export function BookingToolbar({ filter, sources, searchRef, onChange, onHelp }: BookingToolbarProps) {
  const { t } = useTranslation('bookings');
  return (
    <div className={styles.toolbar}>
      <div className={styles.line}>
        <Title order={1}>{t('title')}</Title>
        <Tooltip label={t('keys.open')}>
          <ActionIcon
            variant="subtle"
            color="gray"
            size="lg"
            aria-label={t('keys.open')}
            onClick={onHelp}
            visibleFrom="md"
          >
            <IconKeyboard size={20} stroke={1.5} aria-hidden />
          </ActionIcon>
        </Tooltip>
      </div>
      <SearchField
        label={t('search')}
        value={filter.q ?? ''}
        inputRef={searchRef}
        onChange={(q) => onChange({ q: q || undefined })}
      />
      <div className={styles.line}>
        <Select
          className={styles.select}
          size="xs"
          aria-label={t('sourceFilter')}
          placeholder={t('allSources')}
          data={sources.map((source) => ({ value: source.id, label: source.name }))}
          value={filter.source}
          onChange={(source) => onChange({ source: source ?? undefined })}
          clearable
        />
        <Select
          className={styles.select}
          size="xs"
          aria-label={t('sort')}
          data={BOOKING_SORTS.map((sort) => ({ value: sort, label: t(`sorts.${sort}`) }))}
          value={filter.sort}
          allowDeselect={false}
          onChange={(value) => onChange({ sort: BOOKING_SORTS.find((sort) => sort === value) })}
        />
      </div>
      <StatusTabs filter={filter} />
    </div>
  );
}

function StatusTabs({ filter }: { filter: BookingFilter }) {
  const { t, i18n } = useTranslation('bookings');
  const { data: counts } = useQuery(bookingCountsQuery);
  return (
    <nav className={tabs.tabs} aria-label={t('tabs.label')}>
      {BOOKING_STATUSES.map((status) => (
        <Link
          key={status}
          to="/calls/bookings"
          search={(search) => parseBookingSearch({ ...search, status })}
          activeOptions={{ exact: true }}
          className={tabs.tab}
          aria-current={status === filter.status ? 'page' : undefined}
        >
          {t(`tabs.${status}`)}
          <span className={tabs.count}>{counts ? counts[status].toLocaleString(i18n.language) : ' '}</span>
        </Link>
      ))}
    </nav>
  );
}
