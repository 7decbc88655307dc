import { median } from '../rows.ts';
import type { Client } from './client.ts';
import type { CompanyFacts } from './company.ts';

export const pageSize = 500;
const depths = 12;
const visits = 3;

/** The pages that are visited of a list: at twelve depths, then the same again. A list may be shorter than all rows. */
export function pagesOf(rows: number): number[] {
  const last = Math.max(1, Math.floor((rows * 0.8) / pageSize));
  const once = Array.from({ length: depths }, (_unused, at) =>
    Math.round(1 + (at * (last - 1)) / (depths - 1)),
  );
  return Array.from({ length: visits }, () => once).flat();
}

export interface PageTimes {
  /** Median of all visits, in ms. */
  readonly median: number;
  /** The slowest visit: the one that found nothing prepared. */
  readonly slowest: number;
}

/** How long the emulator takes for pages of a list, from the request's arrival until its answer is ready to be sent. */
export async function timePages(
  client: Client,
  facts: CompanyFacts,
  list: string,
  rows: number,
): Promise<PageTimes> {
  await fetch(`${facts.controlUrl}requests`, { method: 'DELETE' });
  const pages = pagesOf(rows);
  for (const page of pages) {
    await client.get(`${list}${list.includes('?') ? '&' : '?'}page=${page}&pageSize=${pageSize}`);
  }
  const log = await fetch(`${facts.controlUrl}requests?limit=${pages.length}`);
  const { data } = (await log.json()) as { data: { ms: number }[] };
  const times = data.map(({ ms }) => ms);
  if (times.length !== pages.length)
    throw new Error(`${list}: ${times.length} of ${pages.length} were logged`);
  return { median: median(times), slowest: Math.max(...times) };
}
