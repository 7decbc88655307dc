import { Checkbox, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ModelInfo, ResourceInfo, Settings } from '../../api/servicetitan.ts';
import { AttentionBadge } from '../../ui/AttentionBadge.tsx';
import styles from './Choices.module.css';
import { selectable, withResource } from './choices.ts';

interface SettingsFieldProps {
  settings: Settings;
  catalogue: ModelInfo[];
  onChange: (settings: Settings) => void;
}

/** What is read with each model: required resources always, optional ones as chosen, with what they are for (H40-H43). */
export function ResourcesField({ settings, catalogue, onChange }: SettingsFieldProps) {
  const { t } = useTranslation('connections');
  const chosen = catalogue.filter(({ model }) => settings.models.includes(model));
  if (chosen.length === 0) return <Text c="dimmed">{t('resources.noModel')}</Text>;
  return chosen.map((info) => (
    <fieldset key={info.model} className={styles.group}>
      <legend className={styles.legend}>{info.name}</legend>
      <div className={styles.items}>
        {info.resources.map((resource) => (
          <div key={resource.key} className={styles.item}>
            <ResourceBox info={info} resource={resource} settings={settings} onChange={onChange} />
            <div className={styles.marks}>
              {resource.granted === false && <AttentionBadge>{t('resources.scopeMissing')}</AttentionBadge>}
              {resource.required && (
                <Text component="span" size="xs" c="dimmed">
                  {t('resources.required')}
                </Text>
              )}
            </div>
          </div>
        ))}
      </div>
    </fieldset>
  ));
}

interface ResourceBoxProps {
  info: ModelInfo;
  resource: ResourceInfo;
  settings: Settings;
  onChange: (settings: Settings) => void;
}

function ResourceBox({ info, resource, settings, onChange }: ResourceBoxProps) {
  const { t } = useTranslation('connections');
  const open = selectable(settings, info, resource);
  const needed = info.resources.find((each) => each.key === resource.requires)?.name ?? '';
  const hints = [
    resource.purpose,
    resource.requires !== null && !open ? t('resources.requires', { name: needed }) : '',
    resource.granted === false ? t('resources.missing', { scopes: resource.scopes.join(', ') }) : '',
  ];
  return (
    <Checkbox
      label={resource.name}
      description={hints.filter((hint) => hint !== '').join(' ')}
      checked={resource.required || settings.resources[info.model].includes(resource.key)}
      disabled={resource.required || !open}
      onChange={(event) => onChange(withResource(settings, info, resource.key, event.currentTarget.checked))}
    />
  );
}
