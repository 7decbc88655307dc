import { Link } from '@tanstack/react-router';
import styles from './TabBar.module.css';

interface TabBarProps<Key extends string> {
  /** What the tabs divide, for readers. */
  label: string;
  /** The first one is what an address without a tab means. */
  tabs: { key: Key; label: string; count?: number | undefined }[];
  current: Key;
}

/** Parts of one screen, each with an address of its own (`?tab=`). */
export function TabBar<Key extends string>({ label, tabs, current }: TabBarProps<Key>) {
  return (
    <nav className={styles.tabs} data-lined aria-label={label}>
      {tabs.map((tab, index) => (
        <Link
          key={tab.key}
          to="."
          // The screen's own check of its address makes sense of the tab.
          search={(search: object) => ({ ...search, tab: index === 0 ? undefined : tab.key }) as never}
          activeOptions={{ exact: true, includeSearch: true }}
          className={styles.tab}
          aria-current={tab.key === current ? 'page' : undefined}
        >
          {tab.label}
          {tab.count !== undefined && <span className={styles.count}>{tab.count}</span>}
        </Link>
      ))}
    </nav>
  );
}
