import type { ReactNode } from 'react';
import styles from './Notice.module.css';

interface NoticeProps {
  icon: ReactNode;
  title: string;
  /** `attention`: a person has to take care of it. `good`: it is as one wants it. */
  tone: 'attention' | 'good';
  /** Said to readers when it changes, as progress does. */
  live?: boolean;
  children?: ReactNode;
}

/** Something one must know before reading on. */
export function Notice({ icon, title, tone, live = false, children }: NoticeProps) {
  const Element = live ? 'output' : 'div';
  return (
    <Element className={styles.notice} data-tone={tone}>
      <span className={styles.icon}>{icon}</span>
      <span className={styles.text}>
        <span className={styles.title}>{title}</span>
        {children}
      </span>
    </Element>
  );
}
