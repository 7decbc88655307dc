/** Holds a value against a schema of the documents, and says in a few stable words where it departs. */
import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { addressOf, schemasOf, toJsonSchema } from './dialect.ts';
import type { ApiDocument, Schema } from './document.ts';

const INT32 = 2 ** 31;

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The API writes durations as .NET does: `hh:mm:ss`, days before and a fraction after where there are any. */
const TIME_SPAN = /^-?(\d+\.)?([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,7})?$/;

function createAjv(documents: readonly ApiDocument[]): Ajv2020 {
  const ajv = new Ajv2020({ strict: false, allErrors: true, verbose: true, logger: false });
  addFormats.default(ajv);
  ajv.addFormat('guid', GUID);
  ajv.addFormat('duration', TIME_SPAN);
  const whole = (value: number): boolean => value >= -INT32 && value < INT32;
  ajv.addFormat('int32', { type: 'number', validate: whole });
  for (const name of ['int64', 'decimal', 'double', 'float']) {
    ajv.addFormat(name, { type: 'number', validate: () => true });
  }
  for (const name of ['html', 'multiline', 'phone', 'password', 'binary']) ajv.addFormat(name, true);
  for (const document of documents) ajv.addSchema(schemasOf(document));
  return ajv;
}

/** `/data/3/address/zip` under `answer` is `answer.data[].address.zip`. */
function placeOf(root: string, pointer: string): string {
  const parts = pointer.split('/').slice(1);
  const named = parts.map((part) => (/^\d+$/.test(part) ? '[]' : `.${part.replace(/~1/g, '/')}`));
  return root + named.join('');
}

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return 'an array';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}

function departureOf(error: ErrorObject, root: string): string | undefined {
  const place = placeOf(root, error.instancePath);
  switch (error.keyword) {
    case 'type': {
      const wanted = [error.params.type].flat().filter((type) => type !== 'null');
      return error.data === null ? `${place} is null` : `${place} is ${kindOf(error.data)}, not ${wanted}`;
    }
    case 'required':
      return `${place}.${error.params.missingProperty} is missing`;
    case 'additionalProperties':
      return `${place}.${error.params.additionalProperty} is not in the document`;
    case 'enum':
      // That it is null has been said by its type.
      if (error.data === null && error.parentSchema?.type !== undefined) return undefined;
      return `${place} is no known member (${JSON.stringify(error.data)})`;
    case 'format':
      return `${place} is no ${error.params.format} (${JSON.stringify(error.data)})`;
    case 'if':
      return undefined;
    default:
      return `${place} ${error.message}`;
  }
}

export class Judge {
  readonly #ajv: Ajv2020;
  readonly #compiled = new Map<Schema, ValidateFunction>();

  constructor(documents: readonly ApiDocument[]) {
    this.#ajv = createAjv(documents);
  }

  /** Empty when the value is what the schema says; `root` names the value in the departures. */
  departures(document: ApiDocument, schema: Schema, value: unknown, root: string): string[] {
    let validate = this.#compiled.get(schema);
    if (!validate) {
      validate = this.#ajv.compile(toJsonSchema(schema, addressOf(document)));
      this.#compiled.set(schema, validate);
    }
    if (validate(value)) return [];
    const found = (validate.errors ?? []).map((error) => departureOf(error, root));
    return [...new Set(found.filter((one) => one !== undefined))];
  }
}
