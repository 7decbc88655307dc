import type { ReactNode } from 'react';
import styles from './Waiting.module.css';

interface WaitingProps {
  /** What is on the way, said to readers; the shapes are only for the eye. */
  label: string;
  className?: string | undefined;
  children: ReactNode;
}

/** Stands where something will be, in its shape, so that nothing jumps when it comes. */
export function Waiting({ label, className, children }: WaitingProps) {
  return (
    <div className={className} aria-busy>
      <output className={styles.label}>{label}</output>
      {children}
    </div>
  );
}
