import { Button } from '@mantine/core';
import { IconSearchOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from './EmptyState.tsx';

interface NoMatchProps {
  title: string;
  /** What to try instead. */
  hint: string;
  onClear: () => void;
}

/** What stands where filters leave nothing: the way back to everything. */
export function NoMatch({ title, hint, onClear }: NoMatchProps) {
  const { t } = useTranslation();
  return (
    <EmptyState
      icon={IconSearchOff}
      title={title}
      hint={hint}
      action={
        <Button variant="default" onClick={onClear}>
          {t('clearFilters')}
        </Button>
      }
    />
  );
}
