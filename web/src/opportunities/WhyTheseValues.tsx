import { Button, Skeleton, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Opportunity, Preview } from '../api/servicetitan.ts';
import { phoneText } from '../contacts/phone.ts';
import { FailureNote } from '../ui/FailureNote.tsx';
import { Section } from '../ui/Section.tsx';
import { previewQuery } from './queries.ts';
import styles from './WhyTheseValues.module.css';

/** "Why these values?" (B21): for each standard field the rule, where its value is from, and what was passed over. */
export function WhyTheseValues({ opportunity }: { opportunity: Opportunity }) {
  const { t } = useTranslation('opportunities');
  const [opened, { toggle }] = useDisclosure();
  const { connectionId, model, externalId } = opportunity;
  const preview = useQuery({ ...previewQuery(connectionId, model, externalId), enabled: opened });
  return (
    <Section
      title={t('why.title')}
      aside={
        <Button variant="default" size="xs" aria-expanded={opened} aria-controls="why" onClick={toggle}>
          {t(opened ? 'why.hide' : 'why.show')}
        </Button>
      }
    >
      <div id="why">
        {!opened && (
          <Text size="sm" c="dimmed">
            {t('why.hint')}
          </Text>
        )}
        {opened && preview.data && <Reasons preview={preview.data} />}
        {opened && preview.error && <FailureNote fault={preview.error} />}
        {opened && preview.isPending && <Skeleton height={240} />}
      </div>
    </Section>
  );
}

function Reasons({ preview }: { preview: Preview }) {
  const { t } = useTranslation('opportunities');
  return (
    <dl className={styles.list}>
      {preview.standard.map(({ field, value, rule, from, passedOver }) => (
        <div key={field} className={styles.row}>
          <dt>{t(`field.${field}`)}</dt>
          <dd>
            <strong>{value === null ? t('none') : field === 'phone' ? phoneText(value) : value}</strong>
            <span>{rule}</span>
            {from !== null && (
              <span className={styles.quiet}>
                {t('why.from')} <code>{from}</code>
              </span>
            )}
            {passedOver.length > 0 && (
              <ul className={styles.passed} aria-label={t('why.passedOver')}>
                {passedOver.map((each) => (
                  <li key={each.path} className={styles.quiet}>
                    {each.value}: {each.why} (<code>{each.path}</code>)
                  </li>
                ))}
              </ul>
            )}
          </dd>
        </div>
      ))}
      <div className={styles.row}>
        <dt>{t('contact')}</dt>
        <dd>
          <strong>{t(`why.contact.${preview.contact.outcome}`)}</strong>
          <span>{preview.contact.reason}</span>
        </dd>
      </div>
    </dl>
  );
}
