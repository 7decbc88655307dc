import { Text } from '@mantine/core';
import type { Icon } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import styles from './EmptyState.module.css';

interface EmptyStateProps {
  icon: Icon;
  title: string;
  /** What to do about it. */
  hint: string;
  action?: ReactNode;
}

/** What stands where nothing is yet: says so, and what to do. */
export function EmptyState({ icon: Mark, title, hint, action }: EmptyStateProps) {
  return (
    <div className={styles.state}>
      <Mark size={32} stroke={1.5} aria-hidden className={styles.icon} />
      <Text fw={600}>{title}</Text>
      <Text size="sm" c="dimmed" maw={400}>
        {hint}
      </Text>
      {action !== undefined && <div className={styles.action}>{action}</div>}
    </div>
  );
}
