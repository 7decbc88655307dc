import { Text } from '@mantine/core';
import { modals } from '@mantine/modals';
import { t } from 'i18next';

interface Confirmation {
  title: string;
  /** What will happen, and whether it can be undone. */
  hint: string;
  confirm: string;
  onConfirm: () => void;
}

/** Asks before something that cannot be undone. */
export function confirm({ title, hint, confirm: label, onConfirm }: Confirmation): void {
  modals.openConfirmModal({
    title,
    children: <Text size="sm">{hint}</Text>,
    labels: { confirm: label, cancel: t('cancel') },
    closeButtonProps: { 'aria-label': t('close') },
    onConfirm,
  });
}
