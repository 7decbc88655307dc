import { Checkbox } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ModelInfo, Settings } from '../../api/servicetitan.ts';
import { Notice } from '../../ui/Notice.tsx';
import styles from './Choices.module.css';
import { withModel } from './choices.ts';

interface SettingsFieldProps {
  settings: Settings;
  catalogue: ModelInfo[];
  onChange: (settings: Settings) => void;
}

/** Which opportunities are made: exactly one model is recommended, more are warned of (H10, H33). */
export function ModelsField({ settings, catalogue, onChange }: SettingsFieldProps) {
  const { t } = useTranslation('connections');
  return (
    <fieldset className={styles.group}>
      <legend className={styles.legend}>{t('models.legend')}</legend>
      <div className={styles.items}>
        {catalogue.map(({ model, name, description }) => (
          <div key={model} className={styles.item}>
            <Checkbox
              label={name}
              description={description}
              checked={settings.models.includes(model)}
              onChange={(event) => onChange(withModel(settings, model, event.currentTarget.checked))}
            />
          </div>
        ))}
      </div>
      {settings.models.length === 0 && <p className={styles.error}>{t('models.required')}</p>}
      {settings.models.length > 1 && (
        <div className={styles.below}>
          <Notice
            tone="attention"
            live
            icon={<IconAlertTriangle size={18} aria-hidden />}
            title={t('models.many')}
          >
            {t('models.manyHint')}
          </Notice>
        </div>
      )}
    </fieldset>
  );
}
