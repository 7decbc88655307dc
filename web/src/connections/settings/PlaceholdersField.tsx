import { Button, Stack, TagsInput, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Placeholder, Settings } from '../../api/servicetitan.ts';
import { phoneText } from '../../contacts/phone.ts';
import { DataTable } from '../../ui/DataTable.tsx';
import { placeholdersQuery } from '../queries.ts';
import { emailPattern, phoneE164 } from './choices.ts';

type Kind = keyof Settings['placeholders'];
const READ: Record<Kind, (written: string) => string | null> = { emails: emailPattern, phones: phoneE164 };

interface PlaceholdersFieldProps {
  connectionId: string;
  settings: Settings;
  onChange: (settings: Settings) => void;
}

/** Addresses and numbers that many customers share by habit; they never make two customers one contact (H16, B22). */
export function PlaceholdersField({ connectionId, settings, onChange }: PlaceholdersFieldProps) {
  const change = (kind: Kind, values: string[]): void =>
    onChange({ ...settings, placeholders: { ...settings.placeholders, [kind]: [...new Set(values)] } });
  return (
    <Stack gap="lg">
      <Values
        kind="emails"
        values={settings.placeholders.emails}
        onChange={(values) => change('emails', values)}
      />
      <Values
        kind="phones"
        values={settings.placeholders.phones}
        onChange={(values) => change('phones', values)}
      />
      <Suggestions
        connectionId={connectionId}
        settings={settings}
        onAdd={(kind, value) => change(kind, [...settings.placeholders[kind], value])}
      />
    </Stack>
  );
}

function Values({
  kind,
  values,
  onChange,
}: {
  kind: Kind;
  values: string[];
  onChange: (values: string[]) => void;
}) {
  const { t } = useTranslation('connections');
  const [refused, setRefused] = useState<string | null>(null);
  const read = (written: string[]): void => {
    const understood = written.map((value) => READ[kind](value));
    const wrong = understood.indexOf(null);
    setRefused(wrong === -1 ? null : (written[wrong] ?? null));
    onChange(understood.filter((value) => value !== null));
  };
  return (
    <TagsInput
      label={t(`placeholders.${kind}`)}
      description={t(`placeholders.${kind}Hint`)}
      placeholder={values.length === 0 ? t(`placeholders.${kind}Example`) : ''}
      error={refused === null ? undefined : t(`placeholders.${kind}Refused`, { value: refused })}
      acceptValueOnBlur
      value={values}
      onChange={read}
    />
  );
}

interface SuggestionsProps {
  connectionId: string;
  settings: Settings;
  onAdd: (kind: Kind, value: string) => void;
}

function Suggestions({ connectionId, settings, onAdd }: SuggestionsProps) {
  const { t } = useTranslation('connections');
  const shared = useQuery(placeholdersQuery(connectionId));
  if (!shared.data) return null;
  const listed = (kind: Kind, { value }: Placeholder): boolean => settings.placeholders[kind].includes(value);
  const rows = (['emails', 'phones'] as const).flatMap((kind) =>
    shared.data[kind]
      .filter((each) => !listed(kind, each) && !each.listed)
      .map((each) => ({ ...each, kind, id: `${kind} ${each.value}` })),
  );
  if (rows.length === 0)
    return (
      <Text size="sm" c="dimmed">
        {t('placeholders.noSuggestions')}
      </Text>
    );
  const written = (row: { kind: Kind; value: string }) =>
    row.kind === 'phones' ? phoneText(row.value) : row.value;
  return (
    <div>
      <Text fw={600} mb="xs">
        {t('placeholders.suggestions')}
      </Text>
      <Text size="sm" c="dimmed" mb="sm">
        {t('placeholders.suggestionsHint')}
      </Text>
      <DataTable
        label={t('placeholders.suggestions')}
        rows={rows}
        empty={null}
        searched={(row) => `${row.value} ${row.examples.join(' ')}`}
        columns={[
          { key: 'value', label: t('placeholders.value'), render: written, sortBy: (row) => row.value },
          {
            key: 'customers',
            label: t('placeholders.customers'),
            render: (row) => row.customers,
            sortBy: (row) => String(row.customers),
          },
          { key: 'examples', label: t('placeholders.examples'), render: (row) => row.examples.join(' · ') },
          {
            key: 'add',
            label: t('placeholders.add'),
            actions: true,
            render: (row) => (
              <Button
                size="compact-sm"
                variant="default"
                aria-label={t('placeholders.addValue', { value: written(row) })}
                onClick={() => onAdd(row.kind, row.value)}
              >
                {t('placeholders.add')}
              </Button>
            ),
          },
        ]}
      />
    </div>
  );
}
