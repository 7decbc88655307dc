/** What an operation has to refuse: no token, no scope, ids of nothing, bodies without what is required. */
import { type ApiOperation, resolve, typeOf } from '../documents/document.ts';
import type { Judge } from '../documents/judge.ts';
import type { Departure } from '../finding.ts';
import { refusalDepartures } from './answers.ts';
import { type Arranged, requestOf, requiredQuery, type Surroundings } from './arrange.ts';
import type { Request, Target } from './target.ts';

/** Values that no record has. */
function unknownId(format: string | undefined, type: string | undefined): string {
  if (format === 'guid') return 'ffffffff-ffff-4fff-8fff-ffffffffffff';
  if (format === 'email') return 'nobody.here@example.com';
  return type === 'integer' ? '8999999999999' : 'no-such-thing';
}

interface Trial {
  what: string;
  request: Request;
  statuses: readonly number[];
}

function idTrials(
  operation: ApiOperation,
  around: Surroundings,
  arranged: Arranged,
  happy: Request,
): Trial[] {
  const { path, pathParameters, document } = operation;
  return pathParameters.flatMap(({ name, schema }) => {
    const resolved = resolve(document, schema);
    // What is one of a few words, or free text that is no key, is not looked up.
    if (resolved.enum) return [];
    const values = { ...arranged.path, [name]: unknownId(resolved.format, typeOf(resolved)) };
    const request = { ...happy, path: around.records.address(path, values) };
    return [{ what: `unknown ${name}`, request, statuses: [404, 400] }];
  });
}

function memberTrials({ body, document }: ApiOperation, happy: Request): Trial[] {
  const sent = happy.body;
  if (!body || typeof sent !== 'object' || sent === null || Array.isArray(sent)) return [];
  const { required = [] } = resolve(document, body.schema);
  return required.map((name) => {
    const { [name]: _, ...rest } = sent as Record<string, unknown>;
    return { what: `without ${name}`, request: { ...happy, body: rest }, statuses: [400] };
  });
}

/** Departures of the refusals of an operation whose happy path is `arranged`, with `body`. */
export async function judgeRefusals(
  judge: Judge,
  target: Target,
  around: Surroundings,
  operation: ApiOperation,
  arranged: Arranged,
  body: unknown,
): Promise<Departure[]> {
  const query = requiredQuery(around, operation, arranged);
  const happy = requestOf(around, operation, arranged, query, body);
  const trials: Trial[] = [
    { what: 'without a token', request: { ...happy, role: 'nobody' }, statuses: [401] },
    ...(operation.scopes.length > 0
      ? [{ what: 'without the scope', request: { ...happy, role: 'powerless' as const }, statuses: [403] }]
      : []),
    ...idTrials(operation, around, arranged, happy),
    ...memberTrials(operation, happy),
  ];
  const departures: Departure[] = [];
  for (const { what, request, statuses } of trials) {
    const answer = await target.send(request);
    departures.push(...refusalDepartures(judge, operation, request, answer, what, statuses));
  }
  return departures;
}
