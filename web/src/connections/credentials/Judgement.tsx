import { IconAlertCircle, IconCircleCheck, IconHelpCircle } from '@tabler/icons-react';
import type { Check } from '../../api/servicetitan.ts';
import styles from './CredentialsForm.module.css';

const ICONS = { ok: IconCircleCheck, failed: IconAlertCircle, unknown: IconHelpCircle };

/** What ServiceTitan said of one field that it does not refuse; of those it does, the field itself says it. */
export function Judgement({ check }: { check: Check | undefined }) {
  if (!check || (check.state === 'failed' && check.field !== 'scopes')) return null;
  const Mark = ICONS[check.state];
  return (
    <p className={styles.said} data-state={check.state}>
      <Mark size={15} aria-hidden className={styles.icon} />
      <span>{[check.message, check.fix].filter(Boolean).join(' ')}</span>
    </p>
  );
}
