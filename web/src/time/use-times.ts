import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../api/me.ts';
import { calendarDay, dayAndTime, exactTime, timeWindow } from './format.ts';

/** The formats of `format.ts`, bound to the workspace's zone and the reader's language. */
export function useTimes() {
  const { timeZone } = useMe().workspace;
  const { language } = useTranslation().i18n;
  return useMemo(
    () => ({
      zone: timeZone,
      exact: (instant: string) => exactTime(instant, timeZone, language),
      dayAndTime: (instant: string) => dayAndTime(instant, timeZone, language),
      day: (instant: string) => calendarDay(instant, timeZone, language),
      window: (start: string, end: string | null) => timeWindow(start, end, timeZone, language),
    }),
    [timeZone, language],
  );
}
