import { Menu, Text, UnstyledButton } from '@mantine/core';
import { IconCheck, IconSelector } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../api/me.ts';
import { failureToast } from '../ui/toast.tsx';
import styles from './Navigation.module.css';

/** The workspace one is in, and the way to one's others. */
export function WorkspaceMenu() {
  const { t } = useTranslation();
  const { workspace, workspaces, sandbox } = useMe();
  const names = (
    <span className={styles.names}>
      <Text component="span" display="block" fw={600} size="md" truncate>
        {workspace.name}
      </Text>
      {sandbox && (
        <Text component="span" display="block" size="xs" c="dimmed">
          {t('sandboxWorkspace')}
        </Text>
      )}
    </span>
  );
  if (workspaces.length < 2) return <div className={styles.menu}>{names}</div>;
  return (
    <Menu width="target" position="bottom-start">
      <Menu.Target>
        <UnstyledButton className={styles.menu}>
          {names}
          <IconSelector size={16} aria-hidden />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('workspaces')}</Menu.Label>
        {workspaces.map((each) => (
          <Menu.Item
            key={each.id}
            onClick={() => void switchTo(each.id)}
            rightSection={
              each.id === workspace.id ? <IconCheck size={16} aria-label={t('current')} /> : undefined
            }
          >
            {each.name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

async function switchTo(id: string): Promise<void> {
  try {
    const { switchWorkspace } = await import('../api/auth.ts');
    await switchWorkspace(id);
    // Nothing of the other workspace may stay: not its data, not its live updates.
    window.location.assign('/calls/bookings');
  } catch (fault) {
    failureToast(fault);
  }
}
