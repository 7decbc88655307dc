import { Checkbox, Switch, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { PUSHES, type Push, type Settings } from '../../api/servicetitan.ts';
import styles from './Choices.module.css';

const WHERE = ['job', 'customer', 'location'] as const;

interface PushFieldProps {
  settings: Settings;
  onChange: (settings: Settings) => void;
}

/** Which communication is written into ServiceTitan as notes: on what, and with its content or not (H17-H22). */
export function PushField({ settings, onChange }: PushFieldProps) {
  const { t } = useTranslation('connections');
  const change = (push: Push, changed: Partial<Settings['push'][Push]>): void =>
    onChange({
      ...settings,
      push: { ...settings.push, [push]: { ...settings.push[push], ...changed } },
    });
  return PUSHES.map((push) => {
    const chosen = settings.push[push];
    const nowhere = !WHERE.some((where) => chosen[where]);
    return (
      <fieldset key={push} className={styles.group}>
        <legend className={styles.legend}>{t(`push.${push}.title`)}</legend>
        <div className={styles.items}>
          <div className={styles.item} data-wrap>
            <Text size="sm" c="dimmed" className={styles.what}>
              {t(`push.${push}.hint`)}
            </Text>
            <div className={styles.where}>
              {WHERE.map((where) => (
                <Checkbox
                  key={where}
                  label={t(`push.where.${where}`)}
                  checked={chosen[where]}
                  onChange={(event) => change(push, { [where]: event.currentTarget.checked })}
                />
              ))}
            </div>
          </div>
          <div className={styles.item}>
            <Switch
              label={t('push.content')}
              description={t(nowhere ? 'push.nowhere' : 'push.contentHint')}
              checked={chosen.content && !nowhere}
              disabled={nowhere}
              onChange={(event) => change(push, { content: event.currentTarget.checked })}
            />
          </div>
        </div>
      </fieldset>
    );
  });
}
