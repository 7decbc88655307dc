import { Alert } from '@mantine/core';
import { IconAlertCircle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import styles from './FailureNote.module.css';
import { failureText } from './failure.ts';

/** A fault of a form or an action, in place: what happened and what to do; the form keeps what was typed. */
export function FailureNote({ fault }: { fault: unknown }) {
  const { t } = useTranslation();
  const { title, hint } = failureText(t, fault);
  return (
    <Alert
      color="red"
      variant="outline"
      icon={<IconAlertCircle aria-hidden />}
      title={title}
      classNames={styles}
    >
      {hint}
    </Alert>
  );
}
