import { Box, Table, TextInput, UnstyledButton } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconSearch } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './DataTable.module.css';
import { type Order, ordered } from './order.ts';

export interface Column<Row> {
  key: string;
  label: string;
  render: (row: Row) => ReactNode;
  /** What the column is sorted by; a column without it cannot be sorted. */
  sortBy?: (row: Row) => string;
  /** The last column of buttons has a label for readers only. */
  actions?: boolean;
}

interface DataTableProps<Row> {
  /** What the table lists, for readers. */
  label: string;
  rows: Row[];
  columns: Column<Row>[];
  /** The text that a search looks through; without it there is no search field. */
  searched?: (row: Row) => string;
  empty: ReactNode;
}

/** Records in rows: searched and sorted here, since all of them are loaded. Scrolls sideways where it must. */
export function DataTable<Row extends { id: string }>({
  label,
  rows,
  columns,
  searched,
  empty,
}: DataTableProps<Row>) {
  const { t } = useTranslation();
  const [words, setWords] = useState('');
  const [order, setOrder] = useState<Order | null>(null);
  const sought = words.trim().toLowerCase();
  const found =
    searched && sought !== '' ? rows.filter((row) => searched(row).toLowerCase().includes(sought)) : rows;
  const sortBy = columns.find((column) => column.key === order?.key)?.sortBy;
  const shown = order && sortBy ? ordered(found, sortBy, order.descending) : found;
  if (rows.length === 0) return empty;
  return (
    <>
      {searched && rows.length > 5 && (
        <TextInput
          type="search"
          maw={320}
          mb="sm"
          aria-label={t('table.search', { label })}
          placeholder={t('table.search', { label })}
          leftSection={<IconSearch size={16} aria-hidden />}
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
        />
      )}
      <Box component="section" className={styles.box} aria-label={label} tabIndex={0}>
        <Table className={styles.table}>
          <Table.Thead>
            <Table.Tr>
              {columns.map((column) => (
                <Table.Th key={column.key} aria-sort={sortState(order, column.key)}>
                  {column.actions && <span className={styles.hidden}>{column.label}</span>}
                  {!column.actions && !column.sortBy && column.label}
                  {!column.actions && column.sortBy && (
                    <UnstyledButton
                      className={styles.sort}
                      onClick={() => setOrder(nextOrder(order, column.key))}
                    >
                      {column.label}
                      {order?.key === column.key &&
                        (order.descending ? (
                          <IconArrowDown size={14} aria-hidden />
                        ) : (
                          <IconArrowUp size={14} aria-hidden />
                        ))}
                    </UnstyledButton>
                  )}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {shown.map((row) => (
              <Table.Tr key={row.id}>
                {columns.map((column) => (
                  <Table.Td key={column.key} className={column.actions ? styles.actions : undefined}>
                    {column.render(row)}
                  </Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
        {shown.length === 0 && <p className={styles.nothing}>{t('table.nothing')}</p>}
      </Box>
    </>
  );
}

function sortState(order: Order | null, key: string): 'ascending' | 'descending' | undefined {
  if (order?.key !== key) return undefined;
  return order.descending ? 'descending' : 'ascending';
}

function nextOrder(order: Order | null, key: string): Order {
  return { key, descending: order?.key === key && !order.descending };
}
