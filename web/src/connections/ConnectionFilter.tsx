import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useMay } from '../api/me.ts';
import { connectionsQuery } from './queries.ts';

interface ConnectionFilterProps {
  value: string | undefined;
  onChange: (id: string | undefined) => void;
}

/** Narrows a list to one connection; not shown where there is only one to choose. */
export function ConnectionFilter({ value, onChange }: ConnectionFilterProps) {
  const { t } = useTranslation('connections');
  const connections = useQuery({ ...connectionsQuery, enabled: useMay('connections:read') });
  const choices = (connections.data ?? []).filter((each) => each.status !== 'draft');
  if (choices.length < 2 && value === undefined) return null;
  return (
    <Select
      size="sm"
      w={232}
      aria-label={t('filter.label')}
      placeholder={t('filter.all')}
      clearable
      data={choices.map(({ id, name }) => ({ value: id, label: name }))}
      value={value ?? null}
      onChange={(id) => onChange(id ?? undefined)}
    />
  );
}
