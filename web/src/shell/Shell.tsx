import '@mantine/spotlight/styles.layer.css';
import { AppShell, Burger, Group, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { ModalsProvider } from '@mantine/modals';
import { Outlet, useRouterState } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../api/me.ts';
import { useLive } from '../live/use-live.ts';
import { CommandPalette } from './CommandPalette.tsx';
import { useDestinations } from './destinations.ts';
import { Navigation } from './Navigation.tsx';
import styles from './Shell.module.css';

/** The frame of every screen behind sign-in: navigation, the screen, the command palette, live updates. */
export default function Shell() {
  const { t } = useTranslation();
  const { workspace } = useMe();
  const [opened, { toggle, close }] = useDisclosure();
  const pathname = useRouterState({ select: (state) => state.location.pathname });
  const destinations = useDestinations();
  useLive();
  useEffect(close, [pathname, close]);
  useEffect(() => {
    const here = destinations.find((destination) => pathname.startsWith(destination.to));
    document.title = here ? t('documentTitle', { screen: here.label }) : t('product');
  }, [pathname, destinations, t]);

  return (
    <ModalsProvider>
      <a className={styles.skip} href="#main">
        {t('skip')}
      </a>
      <AppShell
        header={{ height: { base: 48, md: 0 } }}
        navbar={{ width: 232, breakpoint: 'md', collapsed: { mobile: !opened } }}
        classNames={{ main: styles.main, navbar: styles.navbar }}
      >
        <section className={styles.phoneBar} aria-label={t('workspace')}>
          <Group h="100%" px="sm" gap="sm" wrap="nowrap">
            <Burger
              opened={opened}
              onClick={toggle}
              size="sm"
              aria-label={t(opened ? 'closeMenu' : 'openMenu')}
              aria-expanded={opened}
            />
            <Text fw={600} truncate>
              {workspace.name}
            </Text>
          </Group>
        </section>
        <AppShell.Navbar aria-label={t('navigation')}>
          <Navigation />
        </AppShell.Navbar>
        <AppShell.Main id="main" tabIndex={-1}>
          <Outlet />
        </AppShell.Main>
      </AppShell>
      <CommandPalette />
    </ModalsProvider>
  );
}
