import type { ReactNode } from 'react';
import styles from './StateBadge.module.css';

export type Tone = 'new' | 'busy' | 'good' | 'bad' | 'quiet';

/** A state in a word: a coloured dot beside it, so that colour is never the only sign. */
export function StateBadge({ tone, children }: { tone: Tone; children: ReactNode }) {
  return (
    <span className={styles.badge} data-tone={tone}>
      <span className={styles.dot} aria-hidden />
      {children}
    </span>
  );
}
