import { Title } from '@mantine/core';
import type { ReactNode } from 'react';
import styles from './Section.module.css';

/** A titled part of a detail panel or a settings page. */
export function Section({
  title,
  aside,
  children,
}: {
  title: string;
  aside?: ReactNode;
  children: ReactNode;
}) {
  return (
    <div className={styles.section}>
      <div className={styles.head}>
        <Title order={2} size="h3">
          {title}
        </Title>
        {aside}
      </div>
      {children}
    </div>
  );
}
