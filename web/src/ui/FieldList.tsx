import type { ReactNode } from 'react';
import styles from './FieldList.module.css';

export interface Field {
  label: string;
  value: ReactNode;
}

/** Labels and values of a record in two columns; one column where there is no room. */
export function FieldList({ fields }: { fields: Field[] }) {
  return (
    <dl className={styles.list}>
      {fields.map((field, index) => (
        // Sources may ask the same question twice: the position is what tells two fields apart.
        <div key={`${index} ${field.label}`} className={styles.row}>
          <dt className={styles.label}>{field.label}</dt>
          <dd className={styles.value}>{field.value}</dd>
        </div>
      ))}
    </dl>
  );
}
