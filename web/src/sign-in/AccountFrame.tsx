import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import icon from '../ui/icon.svg';
import styles from './AccountFrame.module.css';

/** The frame of the screens before the shell: the product's name over one narrow form. */
export function AccountFrame({ children }: { children: ReactNode }) {
  const { t } = useTranslation();
  return (
    <main className={styles.main}>
      <div className={styles.brand}>
        <img src={icon} alt="" width={32} height={32} />
        <Text fw={600} size="lg">
          {t('product')}
        </Text>
      </div>
      <div className={styles.card}>{children}</div>
    </main>
  );
}
