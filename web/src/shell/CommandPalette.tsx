import { useDebouncedValue } from '@mantine/hooks';
import { Spotlight, type SpotlightActionData, type SpotlightActionGroupData } from '@mantine/spotlight';
import { IconCalendarEvent, IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, unwrap } from '../api/client.ts';
import { useDestinations } from './destinations.ts';

/** Go to anything with Ctrl or Cmd + K: screens, and bookings of any status by name, phone or address. */
export function CommandPalette() {
  const { t } = useTranslation();
  const status = useTranslation('bookings').t;
  const navigate = useNavigate();
  const destinations = useDestinations();
  const [query, setQuery] = useState('');
  const [sought] = useDebouncedValue(query.trim(), 200);
  const found = useQuery({
    queryKey: ['bookings', 'palette', sought],
    enabled: sought.length > 1,
    queryFn: ({ signal }) =>
      unwrap(api.GET('/api/v1/bookings', { signal, params: { query: { q: sought, limit: 6 } } })),
  });

  const screens: SpotlightActionData[] = destinations
    .filter((destination) => destination.label.toLowerCase().includes(query.trim().toLowerCase()))
    .map(({ to, label, icon: Mark }) => ({
      id: to,
      label,
      leftSection: <Mark size={18} stroke={1.5} aria-hidden />,
      onClick: () => void navigate({ to }),
    }));
  const bookings: SpotlightActionData[] = (sought.length > 1 ? (found.data?.data ?? []) : []).map(
    (booking) => ({
      id: booking.id,
      label: booking.customer.name,
      description: [
        status(`status.${booking.status}`),
        booking.standardJobTypeName ?? booking.categoryName,
        booking.sourceName,
      ]
        .filter(Boolean)
        .join(' · '),
      leftSection: <IconCalendarEvent size={18} stroke={1.5} aria-hidden />,
      onClick: () =>
        void navigate({
          to: '/calls/bookings/$id',
          params: { id: booking.id },
          search: { status: booking.status },
        }),
    }),
  );
  const groups: SpotlightActionGroupData[] = [
    { group: t('palette.screens'), actions: screens },
    { group: t('palette.bookings'), actions: bookings },
  ].filter((group) => group.actions.length > 0);

  return (
    <Spotlight
      actions={groups}
      query={query}
      onQueryChange={setQuery}
      // Already filtered, by the server for bookings.
      filter={(_, actions) => actions}
      shortcut={['mod + K']}
      nothingFound={found.isFetching ? t('loading') : t('palette.nothing')}
      overlayProps={{ blur: 0 }}
      scrollable
      maxHeight={400}
      searchProps={{
        leftSection: <IconSearch size={18} aria-hidden />,
        placeholder: t('palette.placeholder'),
        'aria-label': t('palette.placeholder'),
      }}
    />
  );
}
