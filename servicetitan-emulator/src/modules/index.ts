/**
 * Every API module that the emulator serves, and which row answers which operation of the contract. To serve another
 * operation, describe its collection and add a row in the folder of its module (a module that has none yet gets a folder
 * and a line here); what has rules of its own gets a file there.
 */
import { type Field, type Module, type Operation, operations } from 'servicetitan/contract';
import type { Chapter } from '../company/chapter.ts';
import type { Handler, Rows } from '../operations/call.ts';
import type { Reaction } from '../operations/reaction.ts';
import type { Collection } from '../store/collection.ts';
import { accounting } from './accounting/index.ts';
import { crm } from './crm/index.ts';
import { customerInteractions } from './customer-interactions/index.ts';
import { dispatch } from './dispatch/index.ts';
import { equipmentsystems } from './equipmentsystems/index.ts';
import { findings } from './findings/index.ts';
import { forms } from './forms/index.ts';
import { inventory } from './inventory/index.ts';
import { jbce } from './jbce/index.ts';
import { jpm } from './jpm/index.ts';
import { marketing } from './marketing/index.ts';
import { marketingads } from './marketingads/index.ts';
import { marketingreputation } from './marketingreputation/index.ts';
import { memberships } from './memberships/index.ts';
import type { ApiModule } from './module.ts';
import { payroll } from './payroll/index.ts';
import { pricebook } from './pricebook/index.ts';
import { reporting } from './reporting/index.ts';
import { sales } from './sales/index.ts';
import { schedulingpro } from './schedulingpro/index.ts';
import { serviceAgreements } from './service-agreements/index.ts';
import { settings } from './settings/index.ts';
import { taskmanagement } from './taskmanagement/index.ts';
import { telecom } from './telecom/index.ts';
import { timesheets } from './timesheets/index.ts';

/** In the order in which a demo company is made: what others refer to comes first. */
const MODULES: readonly ApiModule[] = [
  settings,
  jbce,
  marketing,
  dispatch,
  pricebook,
  inventory,
  memberships,
  crm,
  jpm,
  telecom,
  marketingads,
  sales,
  accounting,
  equipmentsystems,
  findings,
  forms,
  payroll,
  timesheets,
  customerInteractions,
  marketingreputation,
  schedulingpro,
  serviceAgreements,
  taskmanagement,
  reporting,
];

/** Every collection of a tenant. */
export const COLLECTIONS: readonly Collection[] = MODULES.flatMap((module) => module.collections);

/** What modules do when records change. */
export const REACTIONS: readonly Reaction[] = MODULES.flatMap(({ reactions = [] }) => reactions);

/** What modules add to a demo company. */
export const CHAPTERS: readonly Chapter[] = MODULES.flatMap(({ chapter }) => chapter ?? []);

const ROWS: Rows = Object.assign({}, ...MODULES.map((module) => module.operations));

const text = (name: string): Field => ({
  name,
  required: false,
  type: { kind: 'scalar', format: 'string', nullable: false },
});

/** Parameters that live clients rely on although the documents do not name them (reference: "Jobs"). */
const UNDOCUMENTED: Readonly<Record<string, readonly Field[]>> = { 'jpm.jobs.getList': [text('jobNumber')] };

/** Every operation of the contract, or those of one of its modules, as the emulator takes them. */
export const knownOperations = (module?: Module): Operation[] =>
  operations(module).map((operation) => ({
    ...operation,
    query: [...operation.query, ...(UNDOCUMENTED[operation.id] ?? [])],
  }));

/**
 * The handler of an operation; undefined when it is not served.
 * @throws TypeError when its filters are incomplete.
 */
export function handlerOf(operation: Operation): Handler | undefined {
  const handler = made.get(operation.id) ?? ROWS[operation.id]?.(operation);
  if (handler) made.set(operation.id, handler);
  return handler;
}

/** Handlers keep nothing of a company, so that all emulators of a process share them. */
const made = new Map<string, Handler>();

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

let known: readonly string[] | undefined;

/** Every scope of the contract. */
export function scopes(): readonly string[] {
  known ??= [...new Set(operations().flatMap((operation) => operation.scopes))].toSorted();
  return known;
}
