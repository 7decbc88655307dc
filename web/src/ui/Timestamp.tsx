import { useTranslation } from 'react-i18next';
import { relativeTime } from '../time/format.ts';
import { useNow } from '../time/now.ts';
import { useTimes } from '../time/use-times.ts';

/** An instant of the past as "5 min. ago", with the exact time in the workspace's zone on hover. */
export function Timestamp({ at }: { at: string }) {
  const times = useTimes();
  const now = useNow();
  const { language } = useTranslation().i18n;
  return (
    <time dateTime={at} title={times.exact(at)}>
      {relativeTime(at, now, language)}
    </time>
  );
}
