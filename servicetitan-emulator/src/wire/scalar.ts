/** Whether a JSON value is what a scalar of the contract says, and how the live system words its complaint. */
import { SCALARS, type ScalarFormat } from 'servicetitan/contract';
import { type Json, Numeral, parseId } from '../json/value.ts';
import { toInstant } from './time.ts';

const GUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;
const DURATION = /^-?(?:\d+\.)?\d{1,2}:\d{2}:\d{2}(?:\.\d{1,7})?$/;
const INT32 = 2 ** 31;

/** Why the value does not fit the format; undefined when it does. */
export function misfit(value: Json, format: ScalarFormat): string | undefined {
  switch (SCALARS[format]) {
    case 'any':
      return undefined;
    case 'boolean':
      return typeof value === 'boolean' ? undefined : `Could not convert ${nameOf(value)} to boolean`;
    case 'integer':
      return isWhole(value, format === 'int32')
        ? undefined
        : `Could not convert ${nameOf(value)} to ${format === 'int32' ? 'integer' : 'long'}`;
    case 'number':
      return typeof value === 'number' || typeof value === 'bigint' || value instanceof Numeral
        ? undefined
        : `Could not convert ${nameOf(value)} to ${format}`;
    default:
      if (typeof value !== 'string') return `Could not convert ${nameOf(value)} to string`;
      return fitsText(value, format) ? undefined : `Could not convert string to ${format}: ${value}`;
  }
}

/** Whether text is a value of a format that is written as a JSON string. */
export function fitsText(text: string, format: ScalarFormat): boolean {
  if (format === 'date-time' || format === 'date') return toInstant(text) !== undefined;
  if (format === 'guid') return GUID.test(text);
  if (format === 'duration') return DURATION.test(text);
  return true;
}

function isWhole(value: Json, narrow: boolean): boolean {
  if (typeof value === 'bigint') return !narrow && parseId(String(value)) !== undefined;
  return (
    typeof value === 'number' && Number.isInteger(value) && (!narrow || (value >= -INT32 && value < INT32))
  );
}

function nameOf(value: Json): string {
  if (value === null) return 'null';
  if (typeof value === 'string') return `string '${value.slice(0, 100)}'`;
  if (Array.isArray(value)) return 'array';
  return typeof value === 'object' && !(value instanceof Numeral) ? 'object' : String(value);
}
