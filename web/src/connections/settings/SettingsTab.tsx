import { Button, Group, Skeleton, Text, TextInput } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../api/me.ts';
import { Problem } from '../../api/problem.ts';
import type { Settings, SettingsState } from '../../api/servicetitan.ts';
import { FailureNote } from '../../ui/FailureNote.tsx';
import { FailureState } from '../../ui/FailureState.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Section } from '../../ui/Section.tsx';
import { toast } from '../../ui/toast.tsx';
import { useSaveSettings } from '../changes.ts';
import { settingsQuery } from '../queries.ts';
import { DryRunPanel } from './DryRunPanel.tsx';
import { ImportExport } from './ImportExport.tsx';
import { ModelsField } from './ModelsField.tsx';
import { PlaceholdersField } from './PlaceholdersField.tsx';
import { PushField } from './PushField.tsx';
import { ResourcesField } from './ResourcesField.tsx';
import { SettingsHistory } from './SettingsHistory.tsx';
import styles from './SettingsTab.module.css';
import { UpdatedAtField } from './UpdatedAtField.tsx';

/** What is synced and how, after the wizard: tried first if one wishes, then saved as a version (H15, B20, B32). */
export function SettingsTab({ id, name }: { id: string; name: string }) {
  const state = useQuery(settingsQuery(id));
  if (!state.data && state.error)
    return <FailureState fault={state.error} onRetry={() => void state.refetch()} />;
  if (!state.data) return <Skeleton height={400} />;
  return (
    <>
      <SettingsForm id={id} state={state.data} onReload={() => void state.refetch()} />
      <ImportExport id={id} name={name} />
      <SettingsHistory id={id} />
    </>
  );
}

interface SettingsFormProps {
  id: string;
  state: SettingsState;
  onReload: () => void;
}

function SettingsForm({ id, state, onReload }: SettingsFormProps) {
  const { t } = useTranslation('connections');
  const mayWrite = useMay('connections:write');
  const save = useSaveSettings(id);
  const [edited, setEdited] = useState<Settings | null>(null);
  const [comment, setComment] = useState('');
  const [trying, setTrying] = useState(false);
  const settings = edited ?? state.settings;
  const changed = JSON.stringify(settings) !== JSON.stringify(state.settings);
  const submit = (): void =>
    save.mutate(
      { version: state.version, settings, ...(comment.trim() !== '' && { comment: comment.trim() }) },
      {
        onSuccess: () => {
          setEdited(null);
          setComment('');
          setTrying(false);
          toast({ title: t('saved') });
        },
        // The newest version is read; what was entered stays, to be saved over it.
        onError: (fault) => fault instanceof Problem && fault.code === 'settings_changed' && onReload(),
      },
    );
  const props = { settings, catalogue: state.catalogue, onChange: setEdited };
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!save.isPending) submit();
      }}
    >
      <fieldset disabled={!mayWrite} className={styles.form}>
        <Section title={t('step.models.name')}>
          <ModelsField {...props} />
        </Section>
        <Section title={t('step.resources.name')}>
          <ResourcesField {...props} />
        </Section>
        <Section title={t('step.filters.name')}>
          <PlaceholdersField connectionId={id} settings={settings} onChange={setEdited} />
          {settings.models.includes('job') && (
            <div className={styles.below}>
              <UpdatedAtField settings={settings} onChange={setEdited} />
            </div>
          )}
        </Section>
        <Section title={t('step.push.name')}>
          <PushField settings={settings} onChange={setEdited} />
        </Section>
      </fieldset>
      {state.warnings.map((warning) => (
        <Notice
          key={warning}
          tone="attention"
          icon={<IconAlertTriangle size={18} aria-hidden />}
          title={warning}
        />
      ))}
      {mayWrite && (
        <div className={styles.foot} data-changed={changed || undefined}>
          {save.error && <FailureNote fault={save.error} />}
          {trying && <DryRunPanel connectionId={id} settings={settings} />}
          {changed && (
            <TextInput
              label={t('settings.comment')}
              placeholder={t('settings.commentExample')}
              value={comment}
              maw={480}
              onChange={(event) => setComment(event.currentTarget.value)}
            />
          )}
          <Group gap="sm">
            <Button
              type="submit"
              loading={save.isPending}
              disabled={!changed || settings.models.length === 0}
            >
              {t('settings.save')}
            </Button>
            {!trying && (
              <Button
                variant="default"
                disabled={settings.models.length === 0}
                onClick={() => setTrying(true)}
              >
                {t('settings.try')}
              </Button>
            )}
            {changed && (
              <Button variant="subtle" onClick={() => setEdited(null)}>
                {t('settings.discard')}
              </Button>
            )}
            {!changed && (
              <Text size="sm" c="dimmed">
                {t('settings.unchanged', { version: state.version })}
              </Text>
            )}
          </Group>
        </div>
      )}
    </form>
  );
}
