/** Pages of rows that are made for the answer, not stored. */
import { LIMITS } from 'servicetitan/contract';
import type { Doc, Json } from '../../json/value.ts';
import { invalid } from '../../wire/problem.ts';
import type { Query } from '../../wire/query.ts';

/** The most rows that a page of report data may have. */
export const MAX_DATA = 25_000;

/** Refuses pages that no list has, with 400. */
function windowOf(query: Query, most: number = LIMITS.maxPageSize) {
  const page = Number(query.page ?? 1);
  const pageSize = Number(query.pageSize ?? LIMITS.defaultPageSize);
  if (page < 1) throw invalid({ page: ['The page must be 1 or more.'] });
  if (pageSize < 1 || pageSize > most) {
    throw invalid({ pageSize: [`The page size must be between 1 and ${most}.`] });
  }
  return { page, pageSize, offset: (page - 1) * pageSize };
}

/** The envelope with its page of `rows`. */
export function paged(query: Query, rows: readonly Json[], most?: number): Doc {
  const { page, pageSize, offset } = windowOf(query, most);
  const totalCount = query.includeTotal === true ? rows.length : null;
  const hasMore = offset + pageSize < rows.length;
  return { page, pageSize, hasMore, totalCount, data: rows.slice(offset, offset + pageSize) };
}
