import { Anchor, Button, Group } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { t } from 'i18next';
import { failureText } from './failure.ts';

interface Toast {
  title: string;
  message?: string;
  /** A way back, offered for as long as the toast stays. */
  undo?: { label: string; run: () => void };
  link?: { label: string; href: string };
}

/** Says in a corner that something was done. */
export function toast({ title, message, undo, link }: Toast): void {
  const id = `toast-${Date.now()}-${title}`;
  const undoAndHide = (): void => {
    notifications.hide(id);
    undo?.run();
  };
  notifications.show({
    id,
    title,
    autoClose: undo || link ? 10_000 : 5_000,
    closeButtonProps: { 'aria-label': t('close') },
    message: (
      <Group gap="sm" justify="space-between" mt={message === undefined && !undo && !link ? 0 : 4}>
        {message}
        {undo && (
          <Button size="compact-sm" variant="default" onClick={undoAndHide}>
            {undo.label}
          </Button>
        )}
        {link && (
          <Anchor size="sm" href={link.href} target="_blank" rel="noreferrer">
            {link.label}
          </Anchor>
        )}
      </Group>
    ),
  });
}

/** Says in a corner that something could not be done, and what to do. */
export function failureToast(fault: unknown): void {
  const { title, hint } = failureText(t, fault);
  notifications.show({
    title,
    message: hint,
    color: 'red',
    autoClose: 10_000,
    role: 'alert',
    closeButtonProps: { 'aria-label': t('close') },
  });
}
