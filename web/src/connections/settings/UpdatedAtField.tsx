import { MultiSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Settings } from '../../api/servicetitan.ts';
import { opportunityFieldsQuery } from '../../opportunities/queries.ts';

interface UpdatedAtFieldProps {
  settings: Settings;
  onChange: (settings: Settings) => void;
}

/** The dates of a job of which the latest is its External Updated At, what opportunities are sorted by (H49, GH-1). */
export function UpdatedAtField({ settings, onChange }: UpdatedAtFieldProps) {
  const { t } = useTranslation('connections');
  const fields = useQuery(opportunityFieldsQuery('job'));
  const dates = (fields.data ?? []).filter((field) => field.type === 'date').map((field) => field.path);
  return (
    <MultiSelect
      label={t('updatedAt.label')}
      description={t('updatedAt.hint')}
      data={[...new Set([...settings.updatedAt.job, ...dates])]}
      value={settings.updatedAt.job}
      searchable
      error={settings.updatedAt.job.length === 0 ? t('updatedAt.required') : undefined}
      onChange={(job) => onChange({ ...settings, updatedAt: { job } })}
    />
  );
}
