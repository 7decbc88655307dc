import { Text } from '@mantine/core';
import { useTimes } from '../time/use-times.ts';
import { ChangeList } from './ChangeList.tsx';
import styles from './Timeline.module.css';

interface TimelineProps {
  entries: readonly {
    at: string;
    text: string;
    changes: readonly { path: string; before: unknown; after: unknown }[];
  }[];
}

/** What happened to a record and when, with what each time changed of it. */
export function Timeline({ entries }: TimelineProps) {
  const times = useTimes();
  return (
    <ol className={styles.list}>
      {entries.map(({ at, text, changes }, index) => (
        <li key={`${index} ${at}`}>
          <div className={styles.head}>
            <span>{text}</span>
            <Text component="time" dateTime={at} size="sm" c="dimmed">
              {times.exact(at)}
            </Text>
          </div>
          {changes.length > 0 && <ChangeList changes={changes} first={6} />}
        </li>
      ))}
    </ol>
  );
}
