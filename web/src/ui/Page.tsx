import { Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import styles from './Page.module.css';

interface PageProps {
  title: string;
  hint?: string;
  /** The way back to the list that the record is of. */
  above?: ReactNode;
  /** States beside the title. */
  marks?: ReactNode;
  action?: ReactNode;
  children: ReactNode;
}

/** The frame of a settings-like screen: title, what it is for, its main action, its content. */
export function Page({ title, hint, above, marks, action, children }: PageProps) {
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <div className={styles.titles}>
          {above !== undefined && (
            <Text component="div" size="sm">
              {above}
            </Text>
          )}
          <div className={styles.title}>
            <Title order={1} className={styles.name}>
              {title}
            </Title>
            {marks}
          </div>
          {hint !== undefined && (
            <Text size="sm" c="dimmed">
              {hint}
            </Text>
          )}
        </div>
        {action}
      </header>
      {children}
    </div>
  );
}
