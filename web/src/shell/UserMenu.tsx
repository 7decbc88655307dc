import { Menu, Text, UnstyledButton, useMantineColorScheme } from '@mantine/core';
import { IconLogout, IconSelector } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useMe } from '../api/me.ts';
import { failureToast } from '../ui/toast.tsx';
import styles from './Navigation.module.css';
import { usePreferences } from './preferences.ts';

const SCHEMES = ['light', 'dark', 'auto'] as const;

/** Who is signed in, what they switch for this browser, and the way out. */
export function UserMenu() {
  const { t } = useTranslation();
  const { user, role } = useMe();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const { sound, setSound, shortcuts, setShortcuts } = usePreferences();
  const signOut = useSignOut();
  return (
    <Menu width={232} position="top-start" alignItemsLabels="all">
      <Menu.Target>
        <UnstyledButton className={styles.menu}>
          <span className={styles.names}>
            <Text component="span" display="block" size="sm" fw={500} truncate>
              {user.name}
            </Text>
            <Text component="span" display="block" size="xs" c="dimmed" truncate>
              {t(`roles.${role}`)}
            </Text>
          </span>
          <IconSelector size={16} aria-hidden />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('theme.label')}</Menu.Label>
        <Menu.RadioGroup value={colorScheme}>
          {SCHEMES.map((scheme) => (
            <Menu.RadioItem key={scheme} value={scheme} onChange={() => setColorScheme(scheme)}>
              {t(`theme.${scheme}`)}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
        <Menu.Divider />
        <Menu.CheckboxItem checked={sound} onChange={setSound}>
          {t('soundForNew')}
        </Menu.CheckboxItem>
        <Menu.CheckboxItem checked={shortcuts} onChange={setShortcuts}>
          {t('singleKeys')}
        </Menu.CheckboxItem>
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={16} aria-hidden />} onClick={() => void signOut()}>
          {t('signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function useSignOut(): () => Promise<void> {
  const client = useQueryClient();
  const navigate = useNavigate();
  return async () => {
    try {
      const auth = await import('../api/auth.ts');
      await auth.signOut();
      await navigate({ to: '/sign-in' });
      client.clear();
    } catch (fault) {
      failureToast(fault);
    }
  };
}
