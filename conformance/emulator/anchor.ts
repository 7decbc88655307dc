/** Ids that belong together: those of one job of the company, and one record of every other kind that members name. */
import { type ApiDocument, type ApiOperation, resolve, type Schema } from '../documents/document.ts';
import type { Records, Row } from './records.ts';

const idMembers = (row: Row): [string, unknown][] =>
  Object.entries(row).filter(([name, value]) => name.endsWith('Id') && value !== null && value !== undefined);

/** Every name in the documents' schemas and queries that could point to a record. */
function pointingNames(operations: readonly ApiOperation[]): Set<string> {
  const names = new Set<string>();
  const visit = (schema: Schema): void => {
    for (const name of Object.keys(schema.properties ?? {})) names.add(name);
  };
  const documents = new Set<ApiDocument>(operations.map(({ document }) => document));
  for (const document of documents) {
    for (const schema of Object.values(document.components?.schemas ?? {})) visit(resolve(document, schema));
  }
  for (const { query, body, document } of operations) {
    for (const { name } of query) names.add(name);
    if (body) visit(resolve(document, body.schema));
  }
  return new Set([...names].filter((name) => /[a-z]Ids?$/.test(name)).map((name) => name.replace(/s$/, '')));
}

/** A job with its customer and location comes first, so that bodies that name several of them are in themselves right. */
export async function anchorIds(
  operations: readonly ApiOperation[],
  records: Records,
): Promise<Map<string, unknown>> {
  const ids = new Map<string, unknown>();
  const [job] = await records.named('jobs');
  if (job) for (const [name, value] of [['jobId', job.id] as const, ...idMembers(job)]) ids.set(name, value);
  for (const name of pointingNames(operations)) {
    if (ids.has(name)) continue;
    const row = await records.pointedAt(name);
    if (row?.id !== undefined) ids.set(name, row.id);
  }
  return ids;
}
