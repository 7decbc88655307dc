import { useLocalStorage } from '@mantine/hooks';

/** What a person switches for this browser only. */
export function usePreferences() {
  const [sound, setSound] = useLocalStorage({
    key: 'tradepost.sound',
    defaultValue: true,
    getInitialValueInEffect: false,
  });
  const [shortcuts, setShortcuts] = useLocalStorage({
    key: 'tradepost.shortcuts',
    defaultValue: true,
    getInitialValueInEffect: false,
  });
  return { sound, setSound, shortcuts, setShortcuts };
}
