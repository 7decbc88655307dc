import { Button, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';

interface LoadMoreProps {
  /** Rows that stand above. */
  shown: number;
  list: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown };
}

/** Below a list that comes page by page: how many rows one sees, and the way to the next. */
export function LoadMore({ shown, list }: LoadMoreProps) {
  const { t, i18n } = useTranslation();
  if (!list.hasNextPage) return null;
  return (
    <Group mt="md" gap="md" justify="center">
      <Text size="sm" c="dimmed">
        {t('firstRows', { count: shown, shown: shown.toLocaleString(i18n.language) })}
      </Text>
      <Button variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
        {t('loadMore')}
      </Button>
    </Group>
  );
}
