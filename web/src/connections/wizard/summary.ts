import { useTranslation } from 'react-i18next';
import { type Connection, PUSHES, type Settings, type SettingsState } from '../../api/servicetitan.ts';
import type { Field } from '../../ui/FieldList.tsx';

/** What was chosen in the steps, in words. */
export function useSummary(
  connection: Connection,
  { catalogue }: SettingsState,
  settings: Settings,
): Field[] {
  const { t } = useTranslation('connections');
  const chosen = catalogue.filter(({ model }) => settings.models.includes(model));
  const { emails, phones } = settings.placeholders;
  return [
    { label: t('credentials.environment'), value: t(`environment.${connection.environment}`) },
    { label: t('credentials.tenantId'), value: connection.tenantId ?? t('none') },
    ...chosen.map(({ model, name, resources }) => ({
      label: name,
      value: resources
        .filter(({ key, required }) => required || settings.resources[model].includes(key))
        .map((resource) => resource.name)
        .join(', '),
    })),
    {
      label: t('step.filters.name'),
      value: t('wizard.placeholders', {
        emails: t('wizard.emails', { count: emails.length }),
        phones: t('wizard.phones', { count: phones.length }),
      }),
    },
    {
      label: t('step.push.name'),
      value: PUSHES.map((push) => {
        const where = (['job', 'customer', 'location'] as const).filter((each) => settings.push[push][each]);
        const written = where.map((each) => t(`push.where.${each}`)).join(', ') || t('push.nothing');
        return `${t(`push.${push}.title`)}: ${written}`;
      }).join('\n'),
    },
  ];
}
