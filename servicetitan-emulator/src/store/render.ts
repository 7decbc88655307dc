/** From a record to the texts that its row holds. Made once for a collection, since a company has millions of records. */
import { encode } from '../json/codec.ts';
import type { Doc, Json } from '../json/value.ts';
import type { Shape } from './collection.ts';

/** `json` is what lists show, `rest` what the export feed adds, `hidden` what nobody sees; none has its braces' end. */
export interface Texts {
  json: string;
  rest: string;
  hidden: string;
}

/**
 * A function that writes the members of a record one by one: half the time of building an object of the members for each
 * text first (2.6 µs for a job against 5).
 */
export function rendererOf({ main, rest, apart, external }: Shape): (doc: Doc) => Texts {
  const known = new Set([...main, ...rest, ...apart]);
  const shown = main.map((name, at) => [`${at === 0 ? '{' : ','}${encode(name)}:`, name] as const);
  const added = rest.map((name) => [`,${encode(name)}:`, name] as const);
  const end = external ? ',"externalData":[]' : '';
  return (doc) => {
    const texts: Texts = { json: '', rest: '', hidden: '' };
    for (const [prefix, name] of shown) texts.json += prefix + textOf(doc[name]);
    for (const [prefix, name] of added) texts.rest += prefix + textOf(doc[name]);
    for (const name of Object.keys(doc)) {
      if (!known.has(name)) texts.hidden += `,${encode(name)}:${textOf(doc[name])}`;
    }
    texts.json += end;
    return texts;
  };
}

function textOf(value: Json | undefined): string {
  if (value === null || value === undefined) return 'null';
  if (typeof value === 'boolean' || typeof value === 'bigint') return String(value);
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : 'null';
  return encode(value);
}
