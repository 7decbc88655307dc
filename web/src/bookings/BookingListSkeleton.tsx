import { Skeleton } from '@mantine/core';
import { Waiting } from '../ui/Waiting.tsx';
import styles from './BookingList.module.css';

/** The shape of the list while it loads: cards of the same height, so that nothing jumps. */
export function BookingListSkeleton({ label }: { label: string }) {
  return (
    <Waiting label={label} className={styles.box}>
      {['a', 'b', 'c', 'd', 'e', 'f'].map((row) => (
        <div key={row} className={styles.skeleton}>
          <Skeleton height={14} width="60%" />
          <Skeleton height={12} width="85%" />
          <Skeleton height={12} width="40%" />
        </div>
      ))}
    </Waiting>
  );
}
