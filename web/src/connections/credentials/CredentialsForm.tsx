import { PasswordInput, Select, Stack, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../api/me.ts';
import { type Check, type CheckedField, type Connection, ENVIRONMENTS } from '../../api/servicetitan.ts';
import styles from './CredentialsForm.module.css';
import type { Entered } from './entered.ts';
import { CredentialsGuide } from './Guide.tsx';
import { Judgement } from './Judgement.tsx';

interface CredentialsFieldsProps {
  form: UseFormReturnType<Entered>;
  connection: Connection;
  checks: readonly Check[];
}

/** What a connection needs of ServiceTitan, each field with what a check said of it (H7-H9). */
export function CredentialsFields({ form, connection, checks }: CredentialsFieldsProps) {
  const { t } = useTranslation('connections');
  const { sandbox } = useMe();
  const check = (field: CheckedField): Check | undefined => checks.find((each) => each.field === field);
  const input = (field: keyof Entered) => {
    const { error, ...props } = form.getInputProps(field);
    const failed = checks.find((each) => each.field === field && each.state === 'failed');
    const said = error ?? (failed && [failed.message, failed.fix].filter(Boolean).join(' '));
    // A password's field is not marked by the component library itself.
    return { ...props, key: form.key(field), error: said, 'aria-invalid': said ? true : undefined };
  };
  const environments = ENVIRONMENTS.filter(
    (each) => each !== 'emulator' || sandbox || connection.environment === 'emulator',
  );
  const emulator = form.getValues().environment === 'emulator';
  const secret = (saved: boolean): string => (saved ? t('credentials.saved') : '');
  const text = { autoComplete: 'off', spellCheck: false } as const;
  return (
    <div className={styles.columns}>
      <Stack gap="md">
        <TextInput
          label={t('credentials.name')}
          description={t('credentials.nameHint')}
          {...text}
          {...input('name')}
        />
        <div>
          <Select
            label={t('credentials.environment')}
            description={t('credentials.environmentHint')}
            data={environments.map((each) => ({ value: each, label: t(`environment.${each}`) }))}
            allowDeselect={false}
            {...input('environment')}
          />
          <Judgement check={check('environment')} />
        </div>
        {emulator && (
          <>
            <TextInput
              label={t('credentials.apiUrl')}
              description={t('credentials.apiUrlHint')}
              {...text}
              {...input('apiUrl')}
            />
            <TextInput
              label={t('credentials.authUrl')}
              description={t('credentials.authUrlHint')}
              {...text}
              {...input('authUrl')}
            />
          </>
        )}
        <div>
          <TextInput
            label={t('credentials.tenantId')}
            description={t('credentials.tenantIdHint')}
            inputMode="numeric"
            withAsterisk
            {...text}
            {...input('tenantId')}
          />
          <Judgement check={check('tenantId')} />
        </div>
        <div>
          <TextInput
            label={t('credentials.clientId')}
            description={t('credentials.clientIdHint')}
            withAsterisk
            {...text}
            {...input('clientId')}
          />
          <Judgement check={check('clientId')} />
        </div>
        <div>
          <PasswordInput
            label={t('credentials.clientSecret')}
            description={t('credentials.clientSecretHint')}
            withAsterisk
            placeholder={secret(connection.hasClientSecret)}
            visibilityToggleButtonProps={{ 'aria-label': t('credentials.showSecret') }}
            {...text}
            autoComplete="new-password"
            {...input('clientSecret')}
          />
          <Judgement check={check('clientSecret')} />
        </div>
        <div>
          <PasswordInput
            label={t('credentials.appKey')}
            description={t('credentials.appKeyHint')}
            withAsterisk
            placeholder={secret(connection.hasAppKey)}
            visibilityToggleButtonProps={{ 'aria-label': t('credentials.showKey') }}
            {...text}
            autoComplete="new-password"
            {...input('appKey')}
          />
          <Judgement check={check('appKey')} />
        </div>
        <Judgement check={check('scopes')} />
      </Stack>
      <CredentialsGuide />
    </div>
  );
}
