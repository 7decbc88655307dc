/** The control plane under `/_emulator/`: pages for a person, JSON for tests and for the product's sandbox. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Clock } from '../clock.ts';
import { parseJson, readBody } from '../http/read-body.ts';
import type { Throttle } from '../http/throttle.ts';
import { encode } from '../json/codec.ts';
import { type Doc, isDoc, parseId } from '../json/value.ts';
import type { Live } from '../live/live.ts';
import type { Tenant } from '../operations/call.ts';
import type { Subscription } from '../webhooks/subscription.ts';
import type { Webhooks } from '../webhooks/webhooks.ts';
import { bodyOf, invalid, notFound, problem, Refusal } from '../wire/problem.ts';
import { assertRequests } from './assertion.ts';
import type { Faults } from './faults.ts';
import { jobView } from './job-view.ts';
import { changeClock, faultOrder } from './orders.ts';
import { countsOf, overview } from './overview.ts';
import type { RequestLog } from './request-log.ts';
import { SIMULATIONS } from './simulate.ts';
import type { Snapshots } from './snapshots.ts';

export interface PlaneParts {
  tenants: ReadonlyMap<string, Tenant>;
  clock: Clock;
  faults: Faults;
  log: RequestLog;
  throttle: Throttle;
  webhooks: Webhooks;
  snapshots: Snapshots;
  live: Live;
  reset(): void;
}

interface Plane {
  /** Whether a URL is the control plane's. */
  owns(url: string): boolean;
  serve(request: IncomingMessage, response: ServerResponse): Promise<void>;
}

/** One order to the control plane. */
interface Order {
  parts: PlaneParts;
  /** What follows the endpoint's name in the path. */
  rest: string;
  query: URLSearchParams;
  body: Doc;
}

/** A page, or a value to send as JSON. */
type Outcome = { html: string } | { json: unknown };

type Endpoint = (order: Order) => Outcome;

const clockState = ({ clock }: PlaneParts): Outcome => ({
  json: { now: new Date(clock.now()).toISOString(), speed: clock.state.speed },
});

const allFaults = ({ faults }: PlaneParts): Outcome => ({ json: { data: faults.all } });

/** Secrets are not shown again. */
const withoutSecret = ({ secret, ...subscription }: Subscription): object => ({
  ...subscription,
  signed: secret !== null,
});

const liveState = ({ live }: PlaneParts): object => ({
  on: live.state.on,
  until: new Date(live.state.until).toISOString(),
});

/** The company that the query names, or the first. */
function tenantOf({ parts, query }: Order): Tenant {
  const named = query.get('tenant');
  const tenant = named === null ? [...parts.tenants.values()][0] : parts.tenants.get(named);
  if (!tenant) throw notFound('Tenant', named);
  return tenant;
}

/** Method and first part of the path to what it does. */
const ENDPOINTS: Readonly<Record<string, Endpoint>> = {
  'GET ': ({ parts, query }) => ({ html: overview(parts, query.get('operation') ?? '') }),
  'GET jobs': (order) => {
    const id = parseId(order.rest);
    const view = id === undefined ? undefined : jobView(tenantOf(order), id);
    if (view === undefined) throw notFound('Job', order.rest);
    return { html: view };
  },
  'GET state': ({ parts }) => ({
    json: {
      data: [...parts.tenants.values()].map((tenant) => ({
        tenantId: String(tenant.id),
        counts: countsOf(tenant),
      })),
    },
  }),
  'POST reset': ({ parts }) => {
    parts.reset();
    return { json: {} };
  },
  'GET clock': ({ parts }) => clockState(parts),
  'POST clock': ({ parts, body }) => {
    changeClock(parts.clock, body);
    return clockState(parts);
  },
  'GET faults': ({ parts }) => allFaults(parts),
  'POST faults': ({ parts, body }) => ({ json: parts.faults.add(faultOrder(body)) }),
  'DELETE faults': ({ parts, rest }) => {
    parts.faults.clear(rest || undefined);
    return allFaults(parts);
  },
  'GET requests': ({ parts, query }) => {
    const limit = Math.min(Math.max(Number(query.get('limit') ?? 100) || 100, 1), 2000);
    return {
      json: { data: parts.log.latest(limit, query.get('operation') ?? undefined) },
    };
  },
  'DELETE requests': ({ parts }) => {
    parts.log.clear();
    return { json: {} };
  },
  'POST requests': ({ parts, rest, body }) => {
    if (rest !== 'assert') throw problem(404, 'Ask POST requests/assert.');
    return { json: assertRequests(parts.log, body) };
  },
  'GET rate-limit': ({ parts }) => ({ json: { perSecond: parts.throttle.perSecond } }),
  'POST rate-limit': ({ parts, body }) => {
    const { perSecond } = body;
    if (typeof perSecond !== 'number' || !Number.isInteger(perSecond) || perSecond < 0 || perSecond > 100_000)
      throw invalid({ perSecond: ['It must be a whole number from 0 (no limit) to 100000.'] });
    parts.throttle.perSecond = perSecond;
    return { json: { perSecond } };
  },
  'GET webhooks': ({ parts }) => ({ json: { data: parts.webhooks.subscriptions.map(withoutSecret) } }),
  'POST webhooks': ({ parts, body }) => ({ json: withoutSecret(parts.webhooks.add(body)) }),
  'DELETE webhooks': ({ parts, rest }) => {
    parts.webhooks.remove(rest || undefined);
    return { json: { data: parts.webhooks.subscriptions.map(withoutSecret) } };
  },
  'GET deliveries': ({ parts }) => ({ json: { data: parts.webhooks.deliveries } }),
  'POST deliveries': ({ parts, rest }) => {
    const id = /^(?:([\w-]+)\/)?replay$/.exec(rest);
    if (!id) throw problem(404, 'Ask POST deliveries/replay or deliveries/{id}/replay.');
    return { json: { replayed: parts.webhooks.replay(id[1]) } };
  },
  'GET snapshots': ({ parts }) => ({ json: { data: parts.snapshots.all } }),
  'POST snapshots': ({ parts, rest }) => {
    const [name = '', step] = rest.split('/');
    if (step === undefined) return { json: parts.snapshots.make(name) };
    if (step !== 'restore') throw problem(404, 'Ask POST snapshots/{name} or snapshots/{name}/restore.');
    return { json: parts.snapshots.restore(name) };
  },
  'DELETE snapshots': ({ parts, rest }) => {
    parts.snapshots.remove(rest);
    return { json: { data: parts.snapshots.all } };
  },
  'GET live': ({ parts }) => ({ json: liveState(parts) }),
  'POST live': ({ parts, body }) => {
    if (typeof body.on !== 'boolean') throw invalid({ on: ['It must be true or false.'] });
    parts.live.run(body.on);
    return { json: liveState(parts) };
  },
  'POST simulate': (order) => {
    const simulation = Object.hasOwn(SIMULATIONS, order.rest) ? SIMULATIONS[order.rest] : undefined;
    if (!simulation)
      throw problem(404, `There is no simulation ${order.rest}: ${Object.keys(SIMULATIONS).join(', ')}.`);
    const tenant = tenantOf(order);
    return { json: tenant.store.write(() => simulation(tenant, order.body)) };
  },
};

const PATH = /^\/_emulator(?:\/([\w-]*))?(?:\/([^?]*))?(?:\?(.*))?$/;

export function createPlane(parts: PlaneParts): Plane {
  return {
    owns: (url) => PATH.test(url),
    async serve(request, response) {
      const [, name = '', rest = '', search = ''] = PATH.exec(request.url ?? '') ?? [];
      const send = (status: number, type: string, text: string): void => {
        response.writeHead(status, { 'Content-Type': `${type}; charset=utf-8` }).end(text);
      };
      try {
        const endpoint = ENDPOINTS[`${request.method} ${name}`];
        const body = parseJson(await readBody(request));
        if (!endpoint) throw problem(404, 'The control plane has nothing here.');
        const outcome = endpoint({
          parts,
          rest,
          query: new URLSearchParams(search),
          body: isDoc(body) ? body : {},
        });
        if ('html' in outcome) send(200, 'text/html', outcome.html);
        else send(200, 'application/json', encode(outcome.json));
      } catch (error) {
        if (request.destroyed && !request.complete) return;
        if (!(error instanceof Refusal)) console.error(error);
        const refusal = error instanceof Refusal ? error : problem(500, 'An unexpected error occurred.');
        send(refusal.status, 'application/json', bodyOf(refusal));
      }
    },
  };
}
