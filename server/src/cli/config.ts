import type { ConfigRow } from '../platform/index.ts';

/** `tradepost config`: each setting with its origin, secrets masked. */
export function configCommand(rows: readonly ConfigRow[]): string {
  const width = (pick: (row: ConfigRow) => string): number =>
    Math.max(...rows.map((row) => pick(row).length));
  const [env, value] = [width((row) => row.env), width((row) => row.value || '-')];
  return `${rows.map((row) => `${row.env.padEnd(env)}  ${(row.value || '-').padEnd(value)}  ${row.origin}`).join('\n')}\n`;
}
