import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import styles from './AttentionBadge.module.css';

/** Something a person has to take care of before or after booking. */
export function AttentionBadge({ children }: { children: ReactNode }) {
  return (
    <span className={styles.badge}>
      <IconAlertTriangle size={14} aria-hidden className={styles.icon} />
      <span className={styles.text}>{children}</span>
    </span>
  );
}
