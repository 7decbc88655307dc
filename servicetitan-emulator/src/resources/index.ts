/**
 * The table: which row answers which operation of the contract. To serve another operation, describe its collection in
 * collections/ and add a row here; what has rules of its own gets a function in rules/.
 */
import { type Field, type Operation, operations } from 'servicetitan/contract';
import type { Handler, Rows } from '../operations/call.ts';
import { crm } from './crm.ts';
import { dispatch } from './dispatch.ts';
import { jbce } from './jbce.ts';
import { jpm } from './jpm.ts';
import { marketing } from './marketing.ts';
import { settings } from './settings.ts';

const ROWS: Rows = { ...settings, ...dispatch, ...jpm, ...marketing, ...crm, ...jbce };

const text = (name: string): Field => ({
  name,
  required: false,
  type: { kind: 'scalar', format: 'string', nullable: false },
});

/** Parameters that live clients rely on although the documents do not name them (reference: "Jobs"). */
const UNDOCUMENTED: Readonly<Record<string, readonly Field[]>> = { 'jpm.jobs.getList': [text('jobNumber')] };

/** Every operation of the contract, as the emulator takes it. */
export const knownOperations = (): Operation[] =>
  operations().map((operation) => ({
    ...operation,
    query: [...operation.query, ...(UNDOCUMENTED[operation.id] ?? [])],
  }));

/**
 * Operation id to handler, for the operations that are served.
 * @throws TypeError for a row whose operation the contract does not have, or whose filters are incomplete.
 */
export function makeHandlers(known: readonly Operation[]): ReadonlyMap<string, Handler> {
  const byId = new Map(known.map((operation) => [operation.id, operation]));
  return new Map(
    Object.entries(ROWS).map(([id, row]) => {
      const operation = byId.get(id);
      if (!operation) throw new TypeError(`The contract has no operation ${id}.`);
      return [id, row(operation)] as const;
    }),
  );
}
