/**
 * Arrays as parameters in PostgreSQL's binary form ("Message Formats" in its manual; array_recv in arrayfuncs.c): a batch
 * of a thousand rows is taken in without any text being written, escaped and parsed. node-postgres sends a Buffer as it is,
 * so the statement has to name the type: `${int8Array(ids)}::bigint[]`.
 */

const BOOL = 16;
const INT8 = 20;
const TEXT = 25;
const TIMESTAMPTZ = 1184;
const UUID = 2950;

const HEAD = 20;
const LENGTH = 4;

/** Dimensions, whether nulls may come, the elements' type, and how many there are from 1. */
function begin(bytes: Buffer, type: number, count: number): number {
  bytes.writeInt32BE(1, 0);
  bytes.writeInt32BE(1, 4);
  bytes.writeInt32BE(type, 8);
  bytes.writeInt32BE(count, 12);
  bytes.writeInt32BE(1, 16);
  return HEAD;
}

/** Elements that all take `width` bytes, which `write` fills. */
function fixed<Value>(
  type: number,
  width: number,
  values: readonly (Value | null)[],
  write: (bytes: Buffer, value: Value, at: number) => void,
): Buffer {
  const bytes = Buffer.allocUnsafe(HEAD + values.length * (LENGTH + width));
  let at = begin(bytes, type, values.length);
  for (const value of values) {
    at = bytes.writeInt32BE(value === null ? -1 : width, at);
    if (value === null) continue;
    write(bytes, value, at);
    at += width;
  }
  return bytes.subarray(0, at);
}

const TWO_32 = 2 ** 32;

function writeInteger(bytes: Buffer, value: number, at: number): void {
  bytes.writeInt32BE(Math.floor(value / TWO_32), at);
  bytes.writeUInt32BE(value - Math.floor(value / TWO_32) * TWO_32, at + 4);
}

/** Texts with digits of an int64; see ids in DESIGN.md, "Rules for data". */
export const int8Array = (values: readonly (string | null)[]): Buffer =>
  fixed(INT8, 8, values, (bytes, value: string, at) => {
    if (value.length < 16) writeInteger(bytes, Number(value), at);
    else bytes.writeBigInt64BE(BigInt(value), at);
  });

export const boolArray = (values: readonly boolean[]): Buffer =>
  fixed(BOOL, 1, values, (bytes, value: boolean, at) => void bytes.writeUInt8(value ? 1 : 0, at));

/** Sixteen bytes each, as 32 hexadecimal digits. */
export const uuidArray = (values: readonly string[]): Buffer =>
  fixed(UUID, 16, values, (bytes, value: string, at) => void bytes.write(value, at, 'hex'));

/** Instants as microseconds since 1970. */
export const timestamptzArray = (values: readonly (number | null)[]): Buffer =>
  fixed(TIMESTAMPTZ, 8, values, (bytes, value: number, at) => writeInteger(bytes, value - Y2K, at));

const Y2K = Date.UTC(2000) * 1000;

/** Texts without NUL, which PostgreSQL does not take. */
export function textArray(values: readonly string[]): Buffer {
  // A UTF-16 unit takes at most three bytes.
  const most = values.reduce((sum, value) => sum + LENGTH + value.length * 3, HEAD);
  const bytes = Buffer.allocUnsafeSlow(most);
  let at = begin(bytes, TEXT, values.length);
  for (const value of values) {
    const written = bytes.write(value, at + LENGTH);
    bytes.writeInt32BE(written, at);
    at += LENGTH + written;
  }
  return bytes.subarray(0, at);
}
