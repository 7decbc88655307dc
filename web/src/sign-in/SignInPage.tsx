import { Button, PasswordInput, Stack, TextInput, Title } from '@mantine/core';
import { useForm } from '@mantine/form';
import { IconFlask } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouter, useSearch } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { signIn } from '../api/auth.ts';
import { meQuery, publicQuery } from '../api/me.ts';
import { Notice } from '../ui/Notice.tsx';
import { AccountFailure } from './AccountFailure.tsx';
import { AccountFrame } from './AccountFrame.tsx';

/** `/sign-in`. In the sandbox one click fills in the demo login. */
export default function SignInPage() {
  const { t } = useTranslation('account');
  const { redirect } = useSearch({ from: '/sign-in' });
  const router = useRouter();
  const client = useQueryClient();
  const { data: visitor } = useQuery(publicQuery);
  const form = useForm({
    initialValues: { email: '', password: '' },
    validate: {
      email: (email) => (/^\S+@\S+$/.test(email.trim()) ? null : t('emailInvalid')),
      password: (password) => (password === '' ? t('passwordRequired') : null),
    },
  });
  const enter = useMutation({
    mutationFn: ({ email, password }: { email: string; password: string }) => signIn(email.trim(), password),
    onSuccess: async () => {
      await client.resetQueries({ queryKey: meQuery.queryKey });
      router.history.push(redirect ?? '/calls/bookings');
    },
  });
  const emailRef = useRef<HTMLInputElement>(null);
  useEffect(() => {
    document.title = t('signInTitle');
  }, [t]);
  useEffect(() => emailRef.current?.focus(), []);

  const demo = visitor?.demo;
  return (
    <AccountFrame>
      <Title order={1}>{t('signInHeading')}</Title>
      {demo && (
        <Notice tone="good" icon={<IconFlask size={20} aria-hidden />} title={t('demo.title')}>
          {t('demo.hint')}
          <Button variant="default" size="compact-sm" onClick={() => form.setValues(demo)}>
            {t('demo.fill')}
          </Button>
        </Notice>
      )}
      <form
        onSubmit={form.onSubmit((values) => {
          if (!enter.isPending) enter.mutate(values);
        })}
        noValidate
      >
        <Stack gap="md">
          <TextInput
            type="email"
            label={t('email')}
            autoComplete="username"
            ref={emailRef}
            {...form.getInputProps('email')}
          />
          <PasswordInput
            label={t('password')}
            autoComplete="current-password"
            visibilityToggleButtonProps={{ 'aria-label': t('showPassword') }}
            {...form.getInputProps('password')}
          />
          {enter.error && <AccountFailure fault={enter.error} />}
          <Button type="submit" size="md" loading={enter.isPending}>
            {t('signIn')}
          </Button>
        </Stack>
      </form>
    </AccountFrame>
  );
}
