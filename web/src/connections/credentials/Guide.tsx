import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import styles from './CredentialsForm.module.css';

const CREDENTIAL_STEPS = ['open', 'connect', 'app', 'select', 'allow', 'copy', 'secret', 'key'] as const;

/** Where the tenant ID, client ID and secret are made in ServiceTitan (H7-H9). */
export function CredentialsGuide() {
  const { t } = useTranslation('connections');
  return (
    <section className={styles.guide} aria-labelledby="credentials-guide">
      <Text fw={600} id="credentials-guide">
        {t('guide.title')}
      </Text>
      <ol>
        {CREDENTIAL_STEPS.map((step) => (
          <li key={step}>{t(`guide.${step}`)}</li>
        ))}
      </ol>
    </section>
  );
}
