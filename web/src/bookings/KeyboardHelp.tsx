import { Kbd, Modal, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { usePreferences } from '../shell/preferences.ts';
import { FieldList } from '../ui/FieldList.tsx';

const SHORTCUTS = [
  ['next', ['J', '↓']],
  ['previous', ['K', '↑']],
  ['enter', ['Enter']],
  ['accept', ['A']],
  ['dismiss', ['D']],
  ['undo', ['U']],
  ['search', ['/']],
  ['submit', ['Ctrl', 'Enter']],
  ['palette', ['Ctrl', 'K']],
  ['help', ['?']],
] as const;

/** The keys of the bookings screen. */
export function KeyboardHelp({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('bookings');
  const { shortcuts } = usePreferences();
  return (
    <Modal opened onClose={onClose} title={t('keys.title')} closeButtonProps={{ 'aria-label': t('close') }}>
      <Stack gap="md">
        {!shortcuts && <Text size="sm">{t('keys.off')}</Text>}
        <FieldList
          fields={SHORTCUTS.map(([action, keys]) => ({
            label: t(`keys.${action}`),
            value: keys.map((key) => (
              <Kbd key={key} mr={4}>
                {key}
              </Kbd>
            )),
          }))}
        />
      </Stack>
    </Modal>
  );
}
