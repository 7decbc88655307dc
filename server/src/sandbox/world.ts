import { parentPort, workerData } from 'node:worker_threads';
import { createEmulator, type EmulatorOptions } from 'servicetitan-emulator';
import { createThumbtackSimulator } from '../sources/thumbtack/simulator/index.ts';

/** Runs in a thread of its own: the outside world must neither slow the product down nor outlive it. */

export interface WorldOptions {
  readonly data: string;
  readonly host: string;
  /** Ports of the last run, to keep addresses that people noted; 0 picks a free one. */
  readonly ports: { readonly emulator: number; readonly thumbtack: number };
  readonly company: NonNullable<EmulatorOptions['company']>;
}

export interface WorldAddresses {
  readonly emulator: {
    readonly url: string;
    readonly tenantId: string;
    readonly clientId: string;
    readonly clientSecret: string;
    readonly appKey: string;
  };
  readonly thumbtack: {
    readonly url: string;
    readonly apiUrl: string;
    readonly authorizeUrl: string;
    readonly tokenUrl: string;
    readonly clientId: string;
    readonly clientSecret: string;
  };
}

export type WorldMessage =
  | { readonly type: 'ready'; readonly addresses: WorldAddresses }
  | { readonly type: 'closed' };

if (parentPort) void run(workerData as WorldOptions, parentPort);

async function run(options: WorldOptions, port: NonNullable<typeof parentPort>): Promise<void> {
  const emulator = await onPort(
    options.ports.emulator,
    async (chosen) =>
      await createEmulator({
        port: chosen,
        host: options.host,
        company: options.company,
        data: `${options.data}/servicetitan`,
      }),
  );
  const thumbtack = await onPort(
    options.ports.thumbtack,
    async (chosen) =>
      await createThumbtackSimulator({
        port: chosen,
        host: options.host,
        dataFile: `${options.data}/thumbtack.json`,
        retryDelaysMs: [1_000, 5_000, 30_000],
      }),
  );
  port.postMessage({
    type: 'ready',
    addresses: {
      emulator: {
        url: emulator.url,
        tenantId: String(emulator.tenantId),
        clientId: emulator.clientId,
        clientSecret: emulator.clientSecret,
        appKey: emulator.appKey,
      },
      thumbtack: {
        url: thumbtack.url,
        apiUrl: thumbtack.apiUrl,
        authorizeUrl: thumbtack.authorizeUrl,
        tokenUrl: thumbtack.tokenUrl,
        clientId: thumbtack.clientId,
        clientSecret: thumbtack.clientSecret,
      },
    },
  } satisfies WorldMessage);
  port.once('message', () => {
    void Promise.all([emulator.close(), thumbtack.close()]).then(() => {
      port.postMessage({ type: 'closed' } satisfies WorldMessage);
      port.close();
    });
  });
}

/** The wanted port, or a free one when somebody else took it meanwhile. */
async function onPort<T>(wanted: number, start: (port: number) => Promise<T>): Promise<T> {
  try {
    return await start(wanted);
  } catch (error) {
    if (wanted === 0 || (error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    return await start(0);
  }
}
