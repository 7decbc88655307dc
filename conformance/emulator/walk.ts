/** Walks every operation of the documents against a target: reads first, then creates, updates and actions, deletes. */
import type { ApiOperation } from '../documents/document.ts';
import type { Judge } from '../documents/judge.ts';
import type { Departure, EmulatorFinding } from '../finding.ts';
import type { Recipes } from '../recipes/recipe.ts';
import { anchorIds } from './anchor.ts';
import { successDepartures } from './answers.ts';
import { type Arranged, arrange, bodyOf, requestOf, requiredQuery, type Surroundings } from './arrange.ts';
import { judgeContinuation, judgeFilters } from './filters.ts';
import { createKitchen } from './kitchen.ts';
import { Records, rowsOf } from './records.ts';
import { judgeRefusals } from './refusals.ts';
import type { Answer, Request, Target } from './target.ts';

/** Creates before what needs an id, deletes last. */
function rank({ method, pathParameters }: ApiOperation): number {
  if (method === 'GET') return 0;
  if (method === 'DELETE') return 4;
  if (method !== 'POST') return 3;
  return pathParameters.length === 0 ? 1 : 2;
}

const NOT_SERVED = 501;

interface Run {
  judge: Judge;
  target: Target;
  around: Surroundings;
  recipes: Recipes;
}

/** @param operations all of them, for the records that the chosen ones need */
export async function walkOperations(
  judge: Judge,
  target: Target,
  operations: readonly ApiOperation[],
  chosen: readonly ApiOperation[],
  recipes: Recipes,
): Promise<EmulatorFinding[]> {
  let last = 0;
  const serial = (): number => ++last;
  const records = new Records(operations, target);
  const ids = await anchorIds(operations, records);
  const source = { now: target.now, serial, ids };
  const around = { records, source, kitchen: createKitchen(target, records, serial) };
  const found = new Map<ApiOperation, EmulatorFinding>();
  for (const operation of chosen.toSorted((left, right) => rank(left) - rank(right))) {
    found.set(operation, await visit({ judge, target, around, recipes }, operation));
  }
  return chosen.map((operation) => found.get(operation)).filter((finding) => finding !== undefined);
}

/** What is known of one operation while it is being tried. */
interface Outcome {
  tried: boolean;
  empty: boolean;
  reduced: string | null;
  departures: Departure[];
}

async function visit(run: Run, operation: ApiOperation): Promise<EmulatorFinding> {
  const { key, module } = operation;
  const result = { operation: key, module };
  const nothing = { tried: false, empty: false, reduced: null, deviations: [] };
  if (!(await isServed(run, operation))) return { ...result, ...nothing, served: false };
  const { departures, ...outcome } = await attempt(run, operation);
  const unique = new Map(departures.toReversed().map((one) => [one.where, one]));
  const deviations = [...unique.values()]
    .toReversed()
    .map((one) => ({ operation: key, side: 'emulator' as const, ...one }));
  return { ...result, ...outcome, served: true, deviations };
}

/** Asks without a body, for ids of nothing: whoever serves the operation refuses, or reads. */
async function isServed({ target, around }: Run, operation: ApiOperation): Promise<boolean> {
  const nothing = operation.pathParameters.map(({ name, schema }) => [
    name,
    schema.format === 'guid' ? '00000000-0000-4000-8000-000000000000' : '1',
  ]);
  const path = around.records.address(operation.path, Object.fromEntries(nothing));
  const answer = await target.send({ method: operation.method, path });
  return answer.status !== NOT_SERVED;
}

async function attempt(run: Run, operation: ApiOperation): Promise<Outcome> {
  const none = { tried: false, empty: false, reduced: null };
  let arranged: Arranged;
  try {
    arranged = await arrange(run.around, operation, run.recipes[operation.key]);
  } catch (error) {
    return {
      ...none,
      departures: [{ where: 'its preconditions are refused', detail: (error as Error).message }],
    };
  }
  if (arranged.lacking.length > 0) {
    const where = `no record of the company fits ${arranged.lacking.join(' and ')}`;
    return { ...none, departures: [{ where, detail: operation.path }] };
  }
  return operation.method === 'GET'
    ? await read(run, operation, arranged)
    : await write(run, operation, arranged);
}

async function read(run: Run, operation: ApiOperation, arranged: Arranged): Promise<Outcome> {
  const { judge, target, around } = run;
  const request = requestOf(around, operation, arranged, requiredQuery(around, operation, arranged));
  const answer = await target.send(request);
  const rows = rowsOf(answer);
  const departures = successDepartures(judge, operation, request, answer);
  if (answer.status < 300) {
    departures.push(...(await judgeFilters(judge, target, around, operation, arranged, rows[0])));
    departures.push(...(await judgeContinuation(judge, target, around, operation, arranged, answer.json)));
  }
  departures.push(...(await judgeRefusals(judge, target, around, operation, arranged, undefined)));
  return { tried: true, empty: isListOfNothing(answer), reduced: null, departures };
}

function isListOfNothing(answer: Answer): boolean {
  const { json } = answer;
  const data = Array.isArray(json) ? json : (json as { data?: unknown } | undefined)?.data;
  return Array.isArray(data) && data.length === 0;
}

async function write(run: Run, operation: ApiOperation, arranged: Arranged): Promise<Outcome> {
  const { judge, target, around } = run;
  const send = async (members: 'scalars' | 'required'): Promise<{ request: Request; answer: Answer }> => {
    const query = operation.query.length > 0 ? requiredQuery(around, operation, arranged) : [];
    const body = bodyOf(around, operation, arranged, members);
    const request = requestOf(around, operation, arranged, query, body);
    return { request, answer: await target.send(request) };
  };
  const refused = await judgeRefusals(
    judge,
    target,
    around,
    operation,
    arranged,
    bodyOf(around, operation, arranged, 'scalars'),
  );
  let tried = await send('scalars');
  let reduced: string | null = null;
  if (tried.answer.status >= 400 && operation.body) {
    reduced = tried.answer.text.slice(0, 400);
    const again = await send('required');
    if (again.answer.status < 300) tried = again;
    else reduced = null;
  }
  const departures = successDepartures(judge, operation, tried.request, tried.answer);
  return { tried: true, empty: false, reduced, departures: [...departures, ...refused] };
}
