import { Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import styles from './Page.module.css';

interface PageProps {
  title: string;
  hint?: string;
  action?: ReactNode;
  children: ReactNode;
}

/** The frame of a settings-like screen: title, what it is for, its main action, its content. */
export function Page({ title, hint, action, children }: PageProps) {
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <div>
          <Title order={1}>{title}</Title>
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
