import createClient from 'openapi-fetch';
import { Problem, problemFrom } from './problem.ts';
import type { paths } from './schema.ts';

/** The typed client of the product's API: same origin, session cookie. */
export const api = createClient<paths>({ baseUrl: '/', credentials: 'same-origin' });

interface Answer<Data> {
  data?: Data;
  error?: unknown;
  response: Response;
}

/**
 * Unwraps an answer of the client: its data, or a thrown {@link Problem}. A request that never reached the server
 * throws a Problem with status 0 and code `network`; a cancelled one keeps its AbortError.
 */
export async function unwrap<Data>(request: Promise<Answer<Data>>): Promise<Data> {
  let answer: Answer<Data>;
  try {
    answer = await request;
  } catch (fault) {
    if (fault instanceof DOMException && fault.name === 'AbortError') throw fault;
    throw new Problem(0, 'network', '');
  }
  if (!answer.response.ok) throw problemFrom(answer.response.status, answer.error);
  return answer.data as Data;
}
