import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Config, Logger } from '../platform/index.ts';
import { thumbtackCategories } from './categories.ts';
import { people } from './people.ts';
import type { Demo } from './routes.ts';
import type { SeedRoom } from './seed.ts';
import { readState, writeState, writeWhole } from './state.ts';
import type { WorldAddresses, WorldMessage, WorldOptions } from './world.ts';

export interface Sandbox {
  readonly addresses: WorldAddresses;
  readonly demo: Demo;
  readonly workspaceId: string;
  close(): Promise<void>;
}

/**
 * Starts the world outside (emulator, simulators), seeds the demo company and writes `<data>/sandbox.json` (DESIGN.md,
 * Contract). `url` is where this server listens; it must be listening already, since the demo account signs in.
 */
export async function startSandbox(
  room: SeedRoom,
  config: Config,
  url: string,
  log: Logger,
): Promise<Sandbox> {
  const before = readState(config.data);
  const { worker, addresses } = await startWorld(
    {
      data: join(config.data, 'sandbox'),
      host: '127.0.0.1',
      ports: before.ports,
      // A year of a dozen technicians: enough to look around in, there in two seconds at the first start.
      company: { technicians: 12, jobs: 2_500, days: 400 },
    },
    log,
  );
  worker.on('error', (err) => log.error({ err }, 'the sandbox stopped'));
  const ports = {
    emulator: Number(new URL(addresses.emulator.url).port),
    thumbtack: Number(new URL(addresses.thumbtack.url).port),
  };
  writeState(config.data, { ...before, ports });
  // Loaded only now: it brings the simulator's sign-in along, which an installation without sandbox never needs.
  const { seedSandbox } = await import('./seed.ts');
  const { state, source } = await seedSandbox(room, { ...before, ports }, addresses);
  writeState(config.data, state);
  const demo = { email: people[0]?.email ?? '', password: state.password };
  const [category] = thumbtackCategories;
  writeWhole(join(config.data, 'sandbox.json'), {
    url,
    email: demo.email,
    password: demo.password,
    logins: people.map(({ email, role }) => ({ email, role, password: state.password })),
    apiKey: state.apiKey,
    workspaceId: state.workspaceId,
    emulator: addresses.emulator,
    simulators: { thumbtack: { url: addresses.thumbtack.url } },
    sources: {
      thumbtack: {
        hookUrl: source.hookUrl,
        headers: source.headers,
        simulatorUrl: addresses.thumbtack.url,
        businessId: source.businessId,
        categoryId: category?.categoryId,
        categoryName: category?.name,
      },
    },
    // The simulated carrier and mailbox arrive with conversations.
    sms: null,
    mail: null,
  });
  return {
    addresses,
    demo,
    workspaceId: state.workspaceId ?? '',
    async close() {
      const closed = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
      worker.postMessage('close');
      await closed;
    },
  };
}

async function startWorld(
  options: WorldOptions,
  log: Logger,
): Promise<{ worker: Worker; addresses: WorldAddresses }> {
  const worker = new Worker(new URL('./world.ts', import.meta.url), { workerData: options, stderr: true });
  // Its libraries' remarks are for whoever looks into the sandbox, not for the person at the terminal.
  worker.stderr
    .setEncoding('utf8')
    .on('data', (text: string) => log.debug({ sandbox: text.trim() }, 'sandbox'));
  const addresses = await new Promise<WorldAddresses>((resolve, reject) => {
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`the sandbox ended with ${code} while starting`)));
    worker.on('message', (message: WorldMessage) => {
      if (message.type === 'ready') resolve(message.addresses);
    });
  });
  return { worker, addresses };
}
