/** Lists page by page, and export feeds from token to token (reference: "Paging", "Export feeds"). */

import { ServiceTitanError } from './error.ts';
import type { CallArguments } from './request.ts';

export interface PageAnswer {
  page?: number | null;
  hasMore?: boolean | null;
  data?: readonly unknown[] | null;
}

export interface FeedAnswer {
  hasMore: boolean;
  continueFrom: string;
}

const queryOf = (args: CallArguments): Record<string, unknown> => ({ ...(args.query as object | undefined) });

/**
 * Pages of a list, from `query.page` or the first one on. An empty page ends the list even when it says that there is
 * more, since asking on would never end.
 */
export async function* pages<Answer extends PageAnswer>(
  ask: (args: CallArguments) => Promise<Answer>,
  args: CallArguments,
  firstPage: number,
): AsyncGenerator<Answer, void, undefined> {
  const query = queryOf(args);
  for (let page = Number(query.page ?? firstPage); ; page += 1) {
    const answer = await ask({ ...args, query: { ...query, page } });
    if (!answer.data?.length) return;
    yield answer;
    if (!answer.hasMore) return;
  }
}

/**
 * Answers of an export feed from `from` (a token, a date, or nothing for the beginning) up to its present end. Every
 * answer is given, the empty last one too, since its `continueFrom` is where the next run begins.
 */
export async function* feed<Answer extends FeedAnswer>(
  operation: string,
  ask: (args: CallArguments) => Promise<Answer>,
  args: CallArguments & { readonly from?: string | undefined },
): AsyncGenerator<Answer, void, undefined> {
  const { from: start, ...rest } = args;
  let from = start;
  for (;;) {
    const query = { ...queryOf(args), ...(from !== undefined && { from }) };
    const answer = await ask({ priority: 'background', ...rest, query });
    yield answer;
    if (!answer.hasMore) return;
    if (answer.continueFrom === from) {
      throw new ServiceTitanError({
        kind: 'invalid_response',
        operation,
        detail: 'the feed says there is more after the same token',
        sent: true,
      });
    }
    from = answer.continueFrom;
  }
}

const BOOLEAN = '"hasMore"\\s*:\\s*(?<more>true|false)';
const TOKEN = '"continueFrom"\\s*:\\s*(?<token>"(?:[^"\\\\]|\\\\.)*")';
const HEADS = [
  new RegExp(`^\\s*\\{\\s*${BOOLEAN}\\s*,\\s*${TOKEN}\\s*,\\s*"data"\\s*:`),
  new RegExp(`^\\s*\\{\\s*${TOKEN}\\s*,\\s*${BOOLEAN}\\s*,\\s*"data"\\s*:`),
];

/**
 * Reads the envelope of an export answer. The API writes it before the rows, so that they need not be parsed to go on;
 * text in another order is parsed as a whole. Throws a SyntaxError or TypeError for text that is no such answer.
 */
export function readFeedHead(text: string): FeedAnswer {
  for (const head of HEADS) {
    const groups = head.exec(text)?.groups;
    if (groups) return { hasMore: groups.more === 'true', continueFrom: JSON.parse(groups.token ?? '') };
  }
  const { hasMore, continueFrom } = JSON.parse(text) as Partial<FeedAnswer>;
  if (typeof hasMore !== 'boolean' || typeof continueFrom !== 'string')
    throw new TypeError('not an export answer');
  return { hasMore, continueFrom };
}
