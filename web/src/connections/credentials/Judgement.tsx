import { IconAlertCircle, IconCircleCheck, IconHelpCircle } from '@tabler/icons-react';
import type { Check } from '../../api/servicetitan.ts';
import styles from './CredentialsForm.module.css';

const ICONS = { ok: IconCircleCheck, failed: IconAlertCircle, unknown: IconHelpCircle };

/** What ServiceTitan said of one field: fine, or what is wrong with it and what to do. */
export function Judgement({ check, id }: { check: Check | undefined; id?: string }) {
  if (!check) return null;
  const Mark = ICONS[check.state];
  return (
    <p className={styles.said} data-state={check.state} id={id}>
      <Mark size={15} aria-hidden className={styles.icon} />
      <span>{[check.message, check.fix].filter(Boolean).join(' ')}</span>
    </p>
  );
}
