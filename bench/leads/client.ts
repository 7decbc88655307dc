import { connect, type Socket } from 'node:net';
import { createTemplate, leadOf, nextRange } from './payload.ts';

/** How long the client waits for one answer, in ms, before it gives up on the subject. */
const patience = 30_000;

/*
 * The load client: keep-alive connections, one delivery under way on each, the next when the answer is complete (a
 * closed loop without pipelining). It is our own because it shares the cores with what it measures: 17 to 20 µs of CPU per
 * request, with an id of its own in each, against 20 to 32 for autocannon 9.0.0 sending the same bytes every time.
 */

export interface Target {
  readonly port: number;
  /** Path of the delivery address. */
  readonly path: string;
  /** Value of the authorization header. */
  readonly authorization: string;
}

export interface Load {
  /** Deliveries answered with 200. */
  readonly acknowledged: number;
  /** Different leads among them. */
  readonly leads: number;
  /** Any other answer. */
  readonly errors: number;
  /** From the first delivery sent to the last answer. */
  readonly seconds: number;
  /** Milliseconds from sending a delivery to the end of its answer, ascending. */
  readonly latencies: Float64Array;
  /** Where the next range of deliveries may begin. */
  readonly next: number;
  /** Cores that this client used itself. */
  readonly clientCores: number;
}

/** Delivers for `seconds`, beginning with the `from`-th delivery. Throws when a connection breaks. */
export async function deliver(
  target: Target,
  plan: { connections: number; seconds: number; from: number },
): Promise<Load> {
  const template = createTemplate();
  const head = Buffer.from(
    `POST ${target.path} HTTP/1.1\r\nhost: 127.0.0.1:${target.port}\r\nauthorization: ${target.authorization}\r\ncontent-type: application/json\r\n` +
      `user-agent: Thumbtack-Webhooks/1.0\r\naccept: */*\r\ncontent-length: ${template.body.length}\r\n\r\n`,
  );
  const lines = await Promise.all(
    Array.from({ length: plan.connections }, async () => await open(target.port)),
  );
  let delivery = plan.from;
  let errors = 0;
  const latencies: number[] = [];
  const seen = new Set<number>();
  const cpu = process.cpuUsage();
  const start = performance.now();
  const end = start + plan.seconds * 1000;

  const drive = async (line: Line): Promise<void> =>
    await new Promise((resolve, reject) => {
      // A copy for each connection: by the time it is written to again, its answer proves that it was sent.
      const request = Buffer.concat([head, template.body]);
      let lead = 0;
      let sent = 0;
      const next = (): void => {
        sent = performance.now();
        if (sent >= end) {
          resolve();
          return;
        }
        lead = leadOf(delivery);
        delivery += 1;
        template.stamp(request, head.length, lead);
        line.socket.write(request);
      };
      const read = createReader((status) => {
        latencies.push(performance.now() - sent);
        if (status === 200) seen.add(lead);
        else errors += 1;
        next();
      });
      line.hear((chunk) => {
        try {
          read(chunk);
        } catch (error) {
          reject(error as Error);
        }
      });
      line.socket.on('error', reject);
      line.socket.on('close', () => reject(new Error('the subject closed a connection')));
      line.socket.setTimeout(patience, () => reject(new Error(`no answer within ${patience / 1000} s`)));
      next();
    });

  try {
    await Promise.all(lines.map(drive));
  } finally {
    for (const line of lines) line.socket.destroy();
  }
  const milliseconds = performance.now() - start;
  const used = process.cpuUsage(cpu);
  return {
    acknowledged: latencies.length - errors,
    leads: seen.size,
    errors,
    seconds: milliseconds / 1000,
    latencies: Float64Array.from(latencies).toSorted(),
    next: nextRange(delivery),
    clientCores: (used.user + used.system) / 1000 / milliseconds,
  };
}

/** Of ascending values; `share` from 0 to 1. NaN when there are none. */
export function percentile(ascending: Float64Array, share: number): number {
  return ascending[Math.min(ascending.length - 1, Math.floor(ascending.length * share))] ?? Number.NaN;
}

interface Line {
  readonly socket: Socket;
  /** Sets who hears what arrives; a chunk is only valid during the call. */
  hear(listener: (chunk: Buffer) => void): void;
}

/** Reads into one buffer per connection, so that an answer costs no allocation. */
async function open(port: number): Promise<Line> {
  let listener: (chunk: Buffer) => void = () => {};
  const buffer = Buffer.alloc(16 * 1024);
  const callback = (length: number): boolean => {
    listener(buffer.subarray(0, length));
    return true;
  };
  return await new Promise((resolve, reject) => {
    const socket = connect({ host: '127.0.0.1', port, noDelay: true, onread: { buffer, callback } });
    socket.once('error', reject);
    socket.once('connect', () => {
      socket.off('error', reject);
      resolve({ socket, hear: (given) => void (listener = given) });
    });
  });
}

const endOfHead = Buffer.from('\r\n\r\n');
const lengthHeader = Buffer.from('content-length: ');

/**
 * Reads HTTP/1.1 answers that state their content-length, as all subjects' do, and calls `answered` with the status at
 * the end of each. Finding three marks in a buffer costs a fraction of a whole HTTP parser. Keeps no chunk, only copies.
 */
export function createReader(answered: (status: number) => void): (chunk: Buffer) => void {
  let held: Buffer | null = null;
  return (chunk) => {
    const data: Buffer = held === null ? chunk : Buffer.concat([held, chunk]);
    held = null;
    const headEnd = data.indexOf(endOfHead);
    const lengthAt = headEnd < 0 ? -1 : data.indexOf(lengthHeader);
    if (headEnd >= 0 && (lengthAt < 0 || lengthAt > headEnd))
      throw new Error('an answer without content-length');
    if (headEnd < 0 || data.length < headEnd + 4 + digits(data, lengthAt + lengthHeader.length))
      held = Buffer.from(data);
    else answered(digits(data, 9));
  };
}

function digits(data: Buffer, from: number): number {
  let value = 0;
  for (let at = from; ; at += 1) {
    const digit = (data[at] ?? 0) - 48;
    if (digit < 0 || digit > 9) return value;
    value = value * 10 + digit;
  }
}
