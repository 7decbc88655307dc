import { AppShell, NavLink, ScrollArea, UnstyledButton } from '@mantine/core';
import { spotlight } from '@mantine/spotlight';
import { IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useRouterState } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { bookingCountsQuery } from '../bookings/queries.ts';
import { Shortcut } from '../ui/Shortcut.tsx';
import { useDestinations } from './destinations.ts';
import styles from './Navigation.module.css';
import { UserMenu } from './UserMenu.tsx';
import { WorkspaceMenu } from './WorkspaceMenu.tsx';

const SECTIONS = ['calls', 'customers', 'settings', 'sandbox'] as const;

/** The left navigation: workspace, search, the screens by section, the person. */
export function Navigation() {
  const { t } = useTranslation();
  const destinations = useDestinations();
  return (
    <>
      <AppShell.Section p="sm">
        <WorkspaceMenu />
        <UnstyledButton className={styles.search} onClick={() => spotlight.open()}>
          <IconSearch size={16} aria-hidden />
          <span className={styles.grow}>{t('palette.open')}</span>
          <Shortcut keys={t('palette.keys')} />
        </UnstyledButton>
      </AppShell.Section>
      <AppShell.Section grow component={ScrollArea} px="sm">
        {SECTIONS.map((section) => {
          const inSection = destinations.filter((destination) => destination.section === section);
          if (inSection.length === 0) return null;
          return (
            <div key={section} className={styles.section}>
              <div className={styles.heading}>{t(`nav.sections.${section}`)}</div>
              {inSection.map(({ to, label, icon: Mark }) => (
                <Destination
                  key={to}
                  to={to}
                  label={label}
                  mark={<Mark size={18} stroke={1.5} aria-hidden />}
                />
              ))}
            </div>
          );
        })}
      </AppShell.Section>
      <AppShell.Section p="sm">
        <UserMenu />
      </AppShell.Section>
    </>
  );
}

function Destination({ to, label, mark }: { to: string; label: string; mark: React.ReactNode }) {
  const active = useRouterState({ select: (state) => state.location.pathname.startsWith(to) });
  return (
    <NavLink
      component={Link}
      to={to}
      label={label}
      leftSection={mark}
      active={active}
      aria-current={active ? 'page' : undefined}
      rightSection={to === '/calls/bookings' ? <NewCount /> : undefined}
      classNames={{ root: styles.link }}
    />
  );
}

function NewCount() {
  const { t, i18n } = useTranslation();
  const { data } = useQuery(bookingCountsQuery);
  if (!data || data.New === 0) return null;
  return (
    <span className={styles.count}>
      {data.New.toLocaleString(i18n.language)}
      <span className={styles.hidden}> {t('nav.newBookings')}</span>
    </span>
  );
}
