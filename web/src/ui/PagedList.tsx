import { Skeleton } from '@mantine/core';
import type { InfiniteData } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { FailureNote } from './FailureNote.tsx';
import { FailureState } from './FailureState.tsx';
import { LoadMore } from './LoadMore.tsx';
import { Waiting } from './Waiting.tsx';

interface PagedListProps<Row> {
  list: {
    data: InfiniteData<{ data: Row[] }> | undefined;
    error: unknown;
    isPending: boolean;
    isFetchNextPageError: boolean;
    refetch: () => unknown;
    hasNextPage: boolean;
    isFetchingNextPage: boolean;
    fetchNextPage: () => unknown;
  };
  /** How high the rows will stand, about, in pixels. */
  height: number;
  /** Shows the rows that have come, which may be none. */
  children: (rows: Row[]) => ReactNode;
}

/** A list that comes page by page: its rows and the way to the next, or what stands in their place until they come. */
export function PagedList<Row>({ list, height, children }: PagedListProps<Row>) {
  const { t } = useTranslation();
  if (list.isPending)
    return (
      <Waiting label={t('loading')}>
        <Skeleton height={height} />
      </Waiting>
    );
  if (!list.data) return <FailureState fault={list.error} onRetry={() => void list.refetch()} />;
  const rows = list.data.pages.flatMap((page) => page.data);
  return (
    <>
      {children(rows)}
      {list.isFetchNextPageError && <FailureNote fault={list.error} />}
      <LoadMore shown={rows.length} list={list} />
    </>
  );
}
