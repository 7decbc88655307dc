import {
  type Icon,
  IconAddressBook,
  IconApps,
  IconBriefcase,
  IconCalendarEvent,
  IconFlask,
  IconHistory,
  IconKey,
  IconPlugConnected,
  IconUsers,
} from '@tabler/icons-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../api/me.ts';

interface Destination {
  to:
    | '/calls/bookings'
    | '/contacts'
    | '/opportunities'
    | '/marketplace'
    | '/settings/connections'
    | '/settings/team'
    | '/settings/api-keys'
    | '/settings/audit'
    | '/sandbox';
  section: 'calls' | 'customers' | 'settings' | 'sandbox';
  label: string;
  icon: Icon;
}

/** The screens that the signed-in person may open, in the order of the navigation. */
export function useDestinations(): Destination[] {
  const { t } = useTranslation();
  const { permissions, sandbox } = useMe();
  return useMemo(() => {
    const may = (permission: string): boolean => permissions.includes(permission);
    const all: (Destination & { shown: boolean })[] = [
      {
        to: '/calls/bookings',
        section: 'calls',
        label: t('nav.bookings'),
        icon: IconCalendarEvent,
        shown: may('bookings:read') || may('bookings:write'),
      },
      {
        to: '/contacts',
        section: 'customers',
        label: t('nav.contacts'),
        icon: IconAddressBook,
        shown: may('contacts:read'),
      },
      {
        to: '/opportunities',
        section: 'customers',
        label: t('nav.opportunities'),
        icon: IconBriefcase,
        shown: may('opportunities:read'),
      },
      {
        to: '/marketplace',
        section: 'settings',
        label: t('nav.marketplace'),
        icon: IconApps,
        shown: may('connections:read'),
      },
      {
        to: '/settings/connections',
        section: 'settings',
        label: t('nav.connections'),
        icon: IconPlugConnected,
        shown: may('connections:read'),
      },
      {
        to: '/settings/team',
        section: 'settings',
        label: t('nav.team'),
        icon: IconUsers,
        shown: may('members:write') || may('members:read'),
      },
      {
        to: '/settings/api-keys',
        section: 'settings',
        label: t('nav.apiKeys'),
        icon: IconKey,
        shown: may('api_keys:write'),
      },
      {
        to: '/settings/audit',
        section: 'settings',
        label: t('nav.audit'),
        icon: IconHistory,
        shown: may('audit:read'),
      },
      {
        to: '/sandbox',
        section: 'sandbox',
        label: t('nav.sandbox'),
        icon: IconFlask,
        shown: sandbox && may('sandbox:use'),
      },
    ];
    return all.filter((destination) => destination.shown);
  }, [permissions, sandbox, t]);
}
