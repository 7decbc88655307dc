import { Button, Text } from '@mantine/core';
import { IconCloudOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Problem } from '../api/problem.ts';
import styles from './EmptyState.module.css';
import { failureText } from './failure.ts';

/** What stands where something could not be loaded: what happened, that nothing is lost, and a way on. */
export function FailureState({ fault, onRetry }: { fault: unknown; onRetry?: (() => void) | undefined }) {
  const { t } = useTranslation();
  const { title, hint } = failureText(t, fault);
  const requestId = fault instanceof Problem ? fault.requestId : null;
  return (
    <div className={styles.state} role="alert">
      <IconCloudOff size={32} stroke={1.5} aria-hidden className={styles.icon} />
      <Text fw={600}>{title}</Text>
      <Text size="sm" c="dimmed" maw={400}>
        {hint}
      </Text>
      {requestId !== null && (
        <Text size="xs" c="dimmed" ff="monospace">
          {t('failure.requestId', { id: requestId })}
        </Text>
      )}
      {onRetry && (
        <Button variant="default" onClick={onRetry} className={styles.action}>
          {t('retry')}
        </Button>
      )}
    </div>
  );
}
