import { type ComboboxData, Select } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import type { BookingForm } from '../../api/entities.ts';
import styles from './AcceptDrawer.module.css';
import { type AcceptDraft, durationOf, endAfter } from './draft.ts';
import { businessUnitGroups, jobTypeGroups, type OptionGroup } from './options.ts';

interface JobFieldsProps {
  form: UseFormReturnType<AcceptDraft>;
  choices: BookingForm;
}

/** Job type, business unit, and the campaign that the job is credited to (L57: required). */
export function JobFields({ form, choices }: JobFieldsProps) {
  const { t } = useTranslation('bookings');
  const listed = (groups: OptionGroup[]): ComboboxData =>
    groups.map((group) => ({
      group: t(`form.${group.kind}`),
      items: group.options.map(({ id, name }) => ({ value: id, label: name })),
    }));
  const chooseJobType = (jobTypeId: string | null): void => {
    form.setFieldValue('jobTypeId', jobTypeId);
    form.clearFieldError('jobTypeId');
    const minutes = durationOf(choices, jobTypeId);
    if (minutes === null || form.values.start === '' || form.values.endSet) return;
    form.setFieldValue('end', endAfter(form.values.start, minutes));
  };
  const select = {
    searchable: true,
    placeholder: t('form.choose'),
    nothingFoundMessage: t('form.nothingFound'),
  };
  return (
    <fieldset className={styles.group}>
      <legend className={styles.legend}>{t('form.job')}</legend>
      <Select
        {...select}
        {...form.getInputProps('jobTypeId')}
        label={t('form.jobType')}
        withAsterisk
        data={listed(jobTypeGroups(choices))}
        onChange={chooseJobType}
      />
      <Select
        {...select}
        {...form.getInputProps('businessUnitId')}
        label={t('form.businessUnit')}
        withAsterisk
        data={listed(businessUnitGroups(choices, form.values.jobTypeId))}
      />
      <Select
        {...select}
        {...form.getInputProps('campaignId')}
        label={t('form.campaign')}
        description={t('form.campaignHint')}
        withAsterisk
        data={campaignOptions(choices, {
          suggested: t('form.suggested'),
          uncategorized: t('form.otherCampaigns'),
        })}
      />
    </fieldset>
  );
}

interface CampaignHeadings {
  suggested: string;
  uncategorized: string;
}

/** Campaigns by category; the one suggested for the source stands first, but is not chosen for anyone (L57). */
function campaignOptions(
  { campaigns, suggestedCampaignId }: BookingForm,
  headings: CampaignHeadings,
): ComboboxData {
  const byHeading = Map.groupBy(
    campaigns.toSorted((a, b) => Number(b.id === suggestedCampaignId) - Number(a.id === suggestedCampaignId)),
    ({ id, category }) =>
      id === suggestedCampaignId ? headings.suggested : (category ?? headings.uncategorized),
  );
  return [...byHeading].map(([group, items]) => ({
    group,
    items: items.map(({ id, name }) => ({ value: id, label: name })),
  }));
}
