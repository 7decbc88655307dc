import { Button, PasswordInput, Skeleton, Stack, Text, TextInput, Title } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { signIn, switchWorkspace } from '../api/auth.ts';
import { api, unwrap } from '../api/client.ts';
import { Problem } from '../api/problem.ts';
import { AccountFailure } from '../sign-in/AccountFailure.tsx';
import { AccountFrame } from '../sign-in/AccountFrame.tsx';
import { FailureState } from '../ui/FailureState.tsx';

/** `/accept-invitation/$id`: join a workspace with a new account, or with the one that has the invited address. */
export default function InvitationPage() {
  const { t } = useTranslation('account');
  const common = useTranslation('common').t;
  const { id } = useParams({ from: '/accept-invitation/$id' });
  const invitation = useQuery({
    queryKey: ['invitation', id],
    queryFn: ({ signal }) =>
      unwrap(api.GET('/api/v1/invitations/{id}', { signal, params: { path: { id } } })),
  });
  useEffect(() => {
    document.title = t('invitation.documentTitle');
  }, [t]);
  return (
    <AccountFrame>
      {invitation.data && (
        <>
          <Title order={1}>{t('invitation.heading', { workspace: invitation.data.workspaceName })}</Title>
          <Text size="sm">
            {t('invitation.as', {
              email: invitation.data.email,
              role: common(`roles.${invitation.data.role}`),
            })}
          </Text>
          <JoinForm id={id} />
        </>
      )}
      {invitation.error && (
        <FailureState fault={invitation.error} onRetry={() => void invitation.refetch()} />
      )}
      {invitation.isPending && <Skeleton height={240} />}
    </AccountFrame>
  );
}

function JoinForm({ id }: { id: string }) {
  const { t } = useTranslation('account');
  const form = useForm({
    initialValues: { name: '', password: '' },
    validate: {
      name: (name) => (name.trim() === '' ? t('nameRequired') : null),
      password: (password) => (password.length < 10 ? t('passwordShort') : null),
    },
  });
  const join = useMutation({
    mutationFn: async ({ name, password }: typeof form.values) => {
      const joined = await unwrap(
        api.POST('/api/v1/invitations/{id}/accept', {
          params: { path: { id } },
          body: { name: name.trim(), password },
        }),
      );
      await signIn(joined.email, password);
      await switchWorkspace(joined.workspaceId);
    },
    // Whoever was signed in here before, nothing of theirs may stay on the screen.
    onSuccess: () => window.location.assign('/calls/bookings'),
    onError: (fault) => {
      if (!(fault instanceof Problem)) return;
      for (const [field, messages] of Object.entries(fault.fields))
        form.setFieldError(field, messages.join(' '));
    },
  });
  return (
    <form
      onSubmit={form.onSubmit((values) => {
        if (!join.isPending) join.mutate(values);
      })}
      noValidate
    >
      <Stack gap="md">
        <TextInput label={t('name')} autoComplete="name" {...form.getInputProps('name')} />
        <PasswordInput
          label={t('password')}
          description={t('invitation.passwordHint')}
          autoComplete="new-password"
          visibilityToggleButtonProps={{ 'aria-label': t('showPassword') }}
          {...form.getInputProps('password')}
        />
        {join.error && <AccountFailure fault={join.error} />}
        <Button type="submit" size="md" loading={join.isPending}>
          {t('invitation.join')}
        </Button>
      </Stack>
    </form>
  );
}
