import type { ReactNode } from 'react';
import styles from './Flag.module.css';

/** A quiet word beside a value that says something lasting about it. */
export function Flag({ children }: { children: ReactNode }) {
  return <span className={styles.flag}>{children}</span>;
}
