/** Reads a request's body up to a limit. */
import type { IncomingMessage } from 'node:http';
import { decode } from '../json/codec.ts';
import type { Json } from '../json/value.ts';
import { invalid, problem } from '../wire/problem.ts';

const MAX_BYTES = 4 * 1024 * 1024;

/**
 * The body as text.
 * @throws Refusal 413 beyond 4 MB. The rest of the body is then read and dropped, so that the answer arrives.
 */
export async function readBody(request: IncomingMessage): Promise<string> {
  const { 'content-length': length, 'transfer-encoding': encoding } = request.headers;
  if (length === undefined && encoding === undefined) return '';
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= MAX_BYTES) chunks.push(chunk);
  }
  if (size > MAX_BYTES) throw problem(413, 'The request body is larger than 4 MB.');
  return Buffer.concat(chunks).toString('utf8');
}

/** @throws Refusal 400 when the text is neither empty nor JSON. */
export function parseJson(text: string): Json | undefined {
  if (text.trim() === '') return undefined;
  try {
    return decode(text);
  } catch {
    throw invalid({
      '': ['The request body is not valid JSON.'],
      request: ['The request field is required.'],
    });
  }
}
