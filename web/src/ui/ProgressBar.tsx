import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './ProgressBar.module.css';

interface ProgressBarProps {
  label: string;
  /** From 0 to 100. */
  percent: number;
  /** What is known of the rest: rows, time left. */
  detail?: string | undefined;
}

/** How far something long has come. */
export function ProgressBar({ label, percent, detail }: ProgressBarProps) {
  const { i18n } = useTranslation();
  const id = useId();
  const at = Math.floor(Math.min(100, Math.max(0, percent)));
  const said = new Intl.NumberFormat(i18n.language, { style: 'percent' }).format(at / 100);
  return (
    <div>
      <div className={styles.line}>
        <span id={id}>
          {label} {said}
        </span>
        {detail !== undefined && <span className={styles.quiet}>{detail}</span>}
      </div>
      <progress className={styles.bar} aria-labelledby={id} max={100} value={at} />
    </div>
  );
}
