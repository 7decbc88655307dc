import { Button } from '@mantine/core';
import { IconArrowRight } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './ChangeList.module.css';

interface ChangeListProps {
  changes: readonly { path: string; before: unknown; after: unknown }[];
  /** How many are shown before one asks for the rest. */
  first?: number;
}

/** What a change did, field by field: the value before and the one after. */
export function ChangeList({ changes, first = 12 }: ChangeListProps) {
  const { t } = useTranslation();
  const [all, setAll] = useState(false);
  const shown = all ? changes : changes.slice(0, first);
  return (
    <>
      <dl className={styles.list}>
        {shown.map((change) => (
          <div key={change.path} className={styles.change}>
            <dt className={styles.path}>{change.path}</dt>
            <dd className={styles.values}>
              <del aria-label={t('change.before')}>{valueText(change.before) || t('change.nothing')}</del>
              <IconArrowRight size={14} aria-hidden className={styles.arrow} />
              <ins aria-label={t('change.after')}>{valueText(change.after) || t('change.nothing')}</ins>
            </dd>
          </div>
        ))}
      </dl>
      {changes.length > shown.length && (
        <Button variant="subtle" size="compact-sm" mt="sm" onClick={() => setAll(true)}>
          {t('change.all', { count: changes.length })}
        </Button>
      )}
    </>
  );
}

/** Any value of a record on one line; lists of plain values with commas, what is nested as JSON. */
function valueText(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value) && value.every((item) => typeof item !== 'object')) return value.join(', ');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
