import { Anchor, Center, Loader } from '@mantine/core';
import { IconMapOff } from '@tabler/icons-react';
import { Link, useRouter } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../ui/EmptyState.tsx';
import { FailureState } from '../ui/FailureState.tsx';
import { Waiting } from '../ui/Waiting.tsx';

/** While a screen's code or first data is on the way. */
export function Loading() {
  const { t } = useTranslation();
  return (
    <Waiting label={t('loading')}>
      <Center mih={240}>
        <Loader size="sm" />
      </Center>
    </Waiting>
  );
}

/** A screen that could not be shown. */
export function RouteFailure({ error }: { error: unknown }) {
  const router = useRouter();
  return <FailureState fault={error} onRetry={() => void router.invalidate()} />;
}

/** An address that leads nowhere. */
export function RouteMissing() {
  const { t } = useTranslation();
  return (
    <EmptyState
      icon={IconMapOff}
      title={t('missing.title')}
      hint={t('missing.hint')}
      action={
        <Anchor component={Link} to="/calls/bookings">
          {t('missing.home')}
        </Anchor>
      }
    />
  );
}
