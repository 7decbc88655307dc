/** Every query parameter of a read at least once: each alone, then all at once. */
import type { ApiOperation } from '../documents/document.ts';
import type { Judge } from '../documents/judge.ts';
import type { Departure } from '../finding.ts';
import { successDepartures, told } from './answers.ts';
import { type Arranged, fitting, requestOf, requiredQuery, type Surroundings } from './arrange.ts';
import { type Row, rowsOf } from './records.ts';
import type { Target } from './target.ts';

type Pair = readonly [string, string];

const NO_APPLICATION = '00000000-0000-4000-8000-000000000000';

/** A search for external data names the application, the key and the values together (reference: "Writes"). */
const EXTERNAL = /^externalData(Key|Values)$/;

/** `row` is one that the list gives without filters: filtered by what it says itself, the list must not be empty. */
export async function judgeFilters(
  judge: Judge,
  target: Target,
  around: Surroundings,
  operation: ApiOperation,
  arranged: Arranged,
  row: Row | undefined,
): Promise<Departure[]> {
  const departures: Departure[] = [];
  const required = requiredQuery(around, operation, arranged);
  const all = new Map<string, Pair[]>();
  for (const parameter of operation.query) {
    const { name } = parameter;
    const fits = fitting(around, operation, parameter, arranged, row);
    if (!fits) continue;
    const pairs = fits.values.map((value) => [name, value] as const);
    all.set(name, pairs);
    const others = [...required, ...companionsOf(operation, name)].filter(([other]) => other !== name);
    const request = requestOf(around, operation, arranged, [...others, ...pairs]);
    const answer = await target.send(request);
    departures.push(...successDepartures(judge, operation, request, answer, `answer to ${name}`));
    if (fits.finds && answer.status === 200 && rowsOf(answer).length === 0) {
      departures.push({
        where: `${name} does not find a row with its own value`,
        detail: told(request, answer),
      });
    }
  }
  if (all.size > 1) {
    const request = requestOf(around, operation, arranged, [...all.values()].flat());
    const answer = await target.send(request);
    departures.push(
      ...successDepartures(judge, operation, request, answer, 'answer to all parameters at once'),
    );
  }
  return departures;
}

function companionsOf({ query }: ApiOperation, name: string): Pair[] {
  if (!EXTERNAL.test(name)) return [];
  const named = query.map((parameter) => parameter.name).filter((other) => other.startsWith('externalData'));
  return named.map((other) => [other, other.endsWith('Guid') ? NO_APPLICATION : 'none']);
}

/** A feed goes on from its own `continueFrom`. */
export async function judgeContinuation(
  judge: Judge,
  target: Target,
  around: Surroundings,
  operation: ApiOperation,
  arranged: Arranged,
  first: unknown,
): Promise<Departure[]> {
  const from = (first as Row | undefined)?.continueFrom;
  if (typeof from !== 'string' || !operation.query.some(({ name }) => name === 'from')) return [];
  const request = requestOf(around, operation, arranged, [['from', from]]);
  const answer = await target.send(request);
  return successDepartures(judge, operation, request, answer, 'answer to continueFrom');
}
