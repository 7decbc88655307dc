import { Alert } from '@mantine/core';
import { IconAlertCircle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Problem } from '../api/problem.ts';
import styles from '../ui/FailureNote.module.css';
import { failureText } from '../ui/failure.ts';

const EXPLAINED = ['invalid_email_or_password'] as const;

/** Why one could not sign in or join, in words for people. */
export function AccountFailure({ fault }: { fault: unknown }) {
  const { t } = useTranslation('account');
  const common = useTranslation('common').t;
  const code = fault instanceof Problem ? fault.code : '';
  const limited = fault instanceof Problem && fault.status === 429;
  const known = EXPLAINED.find((candidate) => candidate === code);
  const explained = known ? t(`failure.${known}`) : limited ? t('failure.rate_limited') : null;
  const other = failureText(common, fault);
  return (
    <Alert
      color="red"
      variant="outline"
      role="alert"
      icon={<IconAlertCircle aria-hidden />}
      title={explained ?? other.title}
      classNames={styles}
    >
      {explained === null ? other.hint : undefined}
    </Alert>
  );
}
