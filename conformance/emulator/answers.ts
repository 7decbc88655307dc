/** Holds answers against the document: status, content type, body. */
import type { ApiOperation } from '../documents/document.ts';
import type { Judge } from '../documents/judge.ts';
import type { Departure } from '../finding.ts';
import type { Answer, Request } from './target.ts';

const SHOWN = 400;

export function told({ method, path, query = [], body }: Request, answer: Answer): string {
  const search = query.length > 0 ? `?${query.map((pair) => pair.join('=')).join('&')}` : '';
  const sent = body === undefined ? '' : ` ${JSON.stringify(body).slice(0, SHOWN)}`;
  return `${method} ${path}${search}${sent} -> ${answer.status} ${answer.text.slice(0, SHOWN)}`;
}

/** Departures of an answer that should be a success; `root` names it. */
export function successDepartures(
  judge: Judge,
  operation: ApiOperation,
  request: Request,
  answer: Answer,
  root = 'answer',
): Departure[] {
  const detail = told(request, answer);
  const statuses = operation.successes.map(({ status }) => status);
  const documented = operation.successes.find(({ status }) => status === answer.status);
  if (!documented)
    return [{ where: `${root}: status ${answer.status}, not ${statuses.join(' or ')}`, detail }];
  const found = (where: string): Departure => ({ where, detail });
  if (!documented.schema || documented.contentTypes.length === 0) {
    return answer.text === '' ? [] : [found(`${root} has a body, and the document none`)];
  }
  if (answer.text === '') return [found(`${root} has no body`)];
  if (!documented.contentTypes.includes(answer.contentType)) {
    return [found(`${root} is ${answer.contentType || 'of no content type'}`)];
  }
  if (answer.contentType !== 'application/json') return [];
  if (answer.json === undefined) return [found(`${root} is not JSON`)];
  // What departs in the body does so whatever was asked: it is one departure under each question.
  return judge.departures(operation.document, documented.schema, answer.json, 'answer').map(found);
}

const ERROR = { $ref: '#/components/schemas/ApiErrorResponse' };

/** Departures of an answer that should be a refusal with one of the statuses, in the documented shape of errors. */
export function refusalDepartures(
  judge: Judge,
  { document }: ApiOperation,
  request: Request,
  answer: Answer,
  what: string,
  statuses: readonly number[],
): Departure[] {
  const detail = told(request, answer);
  if (!statuses.includes(answer.status)) {
    return [{ where: `${what}: status ${answer.status}, not ${statuses.join(' or ')}`, detail }];
  }
  if (!document.components?.schemas?.ApiErrorResponse) return [];
  const found = judge.departures(document, ERROR, answer.json ?? null, `${what}: error`);
  return found.map((where) => ({ where, detail }));
}
