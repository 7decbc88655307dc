/** Puts an emulator together: companies, access, the API and the control plane behind one server. */
import { mkdirSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { LIMITS } from 'servicetitan/contract';
import { Clock } from './clock.ts';
import { TIME_ZONE } from './company/calendar.ts';
import { fitsMemory, loadCompany } from './company/load.ts';
import { Faults } from './control/faults.ts';
import { createPlane } from './control/plane.ts';
import { RequestLog } from './control/request-log.ts';
import { Snapshots } from './control/snapshots.ts';
import { type Api, exchange } from './http/exchange.ts';
import { matcherOf } from './http/routes.ts';
import { createThrottle } from './http/throttle.ts';
import { Live } from './live/live.ts';
import { CHAPTERS, COLLECTIONS, handlerOf, knownOperations, REACTIONS, scopes } from './modules/index.ts';
import type { Tenant } from './operations/call.ts';
import { reactTo } from './operations/reaction.ts';
import { appOf, type EmulatorOptions, FIRST_ID, type TenantOptions, tenantIdOf } from './options.ts';
import { Random } from './random.ts';
import { openState } from './state.ts';
import { Store } from './store/store.ts';
import { Webhooks } from './webhooks/webhooks.ts';

// Importing it would load what else it exports, a WebSocket client among them: 50 ms, a quarter of a start.
const { createServer } = process.getBuiltinModule('node:http');

export interface Emulator {
  /** Where the API and the token endpoint are: `http://127.0.0.1:4711`. */
  url: string;
  /** Where the control plane is. */
  controlUrl: string;
  /** Of the first app. */
  tenantId: string;
  clientId: string;
  clientSecret: string;
  appKey: string;
  clock: Clock;
  faults: Faults;
  requests: RequestLog;
  webhooks: Webhooks;
  snapshots: Snapshots;
  live: Live;
  /** Throws every company away and makes it anew, as at the first start. Faults and the log go too. */
  reset(): void;
  close(): Promise<void>;
}

/**
 * Starts an emulator.
 * @throws Error when it cannot listen or the folder cannot be used.
 */
export async function createEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const { port = 0, host = '127.0.0.1', seed = 1, company = 'small', data } = options;
  if (data !== undefined) mkdirSync(data, { recursive: true });
  const fileOf = (name: string, inMemory = true): string => {
    if (data !== undefined) return join(data, `${name}.sqlite`);
    return inMemory ? ':memory:' : '';
  };
  const state = openState(fileOf('emulator'));
  const clock = new Clock(options.clock ?? Date, state.clock(), (changed) => state.saveClock(changed));
  const webhooks = new Webhooks(clock, state.webhooks);
  const subscribe = (): void => {
    for (const webhook of options.webhooks ?? []) webhooks.add(webhook);
  };
  subscribe();
  const wanted: readonly TenantOptions[] = options.tenants ?? [{ id: tenantIdOf(seed) }];
  const tenants = new Map(
    wanted.map((tenant) => {
      const store = new Store({
        file: fileOf(`tenant-${tenant.id}`, fitsMemory(tenant.company ?? company)),
        collections: COLLECTIONS,
        stamp: () => clock.stamp(),
        firstId: options.firstId ?? FIRST_ID,
        react: reactTo(REACTIONS),
        committed: (writes) => webhooks.offer(String(tenant.id), writes),
      });
      const made: Tenant = {
        id: tenant.id,
        store,
        secret: state.secret,
        now: () => clock.now(),
        timeZone: TIME_ZONE,
      };
      return [String(tenant.id), made] as const;
    }),
  );
  const load = (): void => {
    for (const tenant of wanted) {
      const store = tenants.get(String(tenant.id))?.store;
      const order = { seed: tenant.seed ?? seed, size: tenant.company ?? company, now: clock.now() };
      if (store) loadCompany(store, CHAPTERS, order);
    }
  };
  load();

  const apps = options.apps ?? wanted.map(({ id }) => appOf(seed, String(id)));
  const [app] = apps;
  if (!app) throw new TypeError('An emulator needs at least one app.');
  const random = new Random(`faults ${seed}`);
  const faults = new Faults(() => random.next());
  const log = new RequestLog();
  const throttle = createThrottle(options.rateLimit ?? LIMITS.requestsPerSecond);
  const snapshots = new Snapshots(tenants, clock, data);
  const live = new Live(clock, tenants, seed, state.live(), (changed) => state.saveLive(changed));
  if (options.live !== undefined && options.live !== live.state.on) live.run(options.live);
  const api: Api = {
    access: {
      apps,
      allScopes: scopes,
      secret: state.secret,
      now: () => clock.now(),
    },
    matcher: matcherOf(knownOperations),
    handlerOf,
    tenants,
    throttle,
    faults,
    log,
    at: () => new Date(clock.now()).toISOString(),
  };
  const reset = (): void => {
    faults.clear();
    log.clear();
    webhooks.clear();
    subscribe();
    for (const { store } of tenants.values()) store.clear();
    load();
    live.run(options.live ?? false);
  };
  const plane = createPlane({ tenants, clock, faults, log, throttle, webhooks, snapshots, live, reset });
  const server = createServer((request, response) => {
    const serve = plane.owns(request.url ?? '/')
      ? plane.serve(request, response)
      : exchange(api, request, response);
    serve.catch((error: unknown) => {
      // The client has gone away in the middle of its request.
      if (!response.headersSent) response.destroy(error instanceof Error ? error : undefined);
    });
  });
  // Longer than clients keep idle connections: else one could be closed just as it is used again.
  server.keepAliveTimeout = 65_000;
  const closeFiles = (): void => {
    live.stop();
    snapshots.close();
    for (const { store } of tenants.values()) store.close();
    state.close();
  };
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve());
  }).catch((error: unknown) => {
    closeFiles();
    throw error;
  });
  const url = `http://${host.includes(':') ? `[${host}]` : host}:${(server.address() as AddressInfo).port}`;
  let closing: Promise<void> | undefined;
  return {
    url,
    controlUrl: `${url}/_emulator/`,
    tenantId: app.tenantId,
    clientId: app.clientId,
    clientSecret: app.clientSecret,
    appKey: app.appKey,
    clock,
    faults,
    requests: log,
    webhooks,
    snapshots,
    live,
    reset,
    close() {
      closing ??= new Promise<void>((resolve) => server.close(() => resolve()))
        .then(async () => await webhooks.close())
        .then(closeFiles);
      server.closeAllConnections();
      return closing;
    },
  };
}
