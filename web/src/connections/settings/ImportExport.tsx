import { Button, FileButton, Group, Stack, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../api/me.ts';
import { ChangeList } from '../../ui/ChangeList.tsx';
import { FailureNote } from '../../ui/FailureNote.tsx';
import { Section } from '../../ui/Section.tsx';
import { toast } from '../../ui/toast.tsx';
import { useImportSettings } from '../changes.ts';

/** Settings as a file, without secrets: taken to another tenant, and brought in only after its changes were read (B32). */
export function ImportExport({ id, name }: { id: string; name: string }) {
  const { t } = useTranslation('connections');
  const client = useQueryClient();
  const mayWrite = useMay('connections:write');
  const preview = useImportSettings(id);
  const apply = useImportSettings(id);
  const [file, setFile] = useState<Record<string, unknown> | null>(null);
  const [unreadable, setUnreadable] = useState(false);
  const read = async (chosen: File | null): Promise<void> => {
    if (!chosen) return;
    apply.reset();
    preview.reset();
    const content = parsed(await chosen.text());
    setUnreadable(content === null);
    setFile(content);
    if (content) preview.mutate({ file: content, apply: false });
  };
  const done = (): void => {
    setFile(null);
    preview.reset();
    toast({ title: t('import.applied') });
    void client.invalidateQueries({ queryKey: ['connections', 'of', id] });
  };
  const outcome = file && preview.data;
  return (
    <Section title={t('import.title')}>
      <Text size="sm" c="dimmed" mb="sm">
        {t('import.hint')}
      </Text>
      <Group gap="sm">
        <Button
          component="a"
          variant="default"
          href={`/api/v1/connections/${encodeURIComponent(id)}/settings/export`}
          download={`${name}.json`}
        >
          {t('import.export')}
        </Button>
        {mayWrite && (
          <FileButton accept="application/json,.json" onChange={(chosen) => void read(chosen)}>
            {(props) => (
              <Button variant="default" loading={preview.isPending} {...props}>
                {t('import.import')}
              </Button>
            )}
          </FileButton>
        )}
      </Group>
      <Stack component="output" gap="md" mt="md">
        {unreadable && <Text c="var(--mantine-color-error)">{t('import.unreadable')}</Text>}
        {(preview.error ?? apply.error) && <FailureNote fault={preview.error ?? apply.error} />}
        {outcome && outcome.changes.length === 0 && <Text>{t('import.same')}</Text>}
        {outcome && outcome.changes.length > 0 && (
          <>
            <Text fw={600}>{t('import.changes', { count: outcome.changes.length })}</Text>
            <ChangeList changes={outcome.changes} />
            {outcome.warnings.map((warning) => (
              <Text key={warning} size="sm" c="var(--tp-attention)">
                {warning}
              </Text>
            ))}
            <Group gap="sm">
              <Button
                loading={apply.isPending}
                onClick={() => apply.mutate({ file, apply: true }, { onSuccess: done })}
              >
                {t('import.apply')}
              </Button>
              <Button variant="default" onClick={() => setFile(null)}>
                {t('import.discard')}
              </Button>
            </Group>
          </>
        )}
      </Stack>
    </Section>
  );
}

function parsed(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}
