/**
 * Thumbtack as far as a contractor's software meets it: sign-in, API v4, webhooks and the customers behind them. Written
 * from the reference (section 3) and independent of the connector beside it; imports the platform's clock and nothing else
 * of the product. State lives in memory, and in `dataFile` where one is given.
 */
import Fastify from 'fastify';
import type { Provider } from 'oidc-provider';
import { type Clock, systemClock } from '../../../platform/clock.ts';
import { answerRefusals, createGate } from './access.ts';
import { createAuthority } from './authority.ts';
import { businessRoutes } from './businesses.ts';
import { controlRoutes } from './control.ts';
import { openDataFile } from './datafile.ts';
import { DEMO_BUSINESSES, DEMO_CLIENT, DEMO_USER } from './demo.ts';
import { createEvents, type LeadOptions, type MessageOptions } from './events.ts';
import { homeRoutes } from './home.ts';
import { loginRoutes } from './login.ts';
import { negotiationRoutes } from './negotiations.ts';
import { createRandom } from './random.ts';
import { createSender, type Delivery } from './sender.ts';
import { createTokenStore, type TokenRecord } from './tokens.ts';
import { webhookRoutes } from './webhooks.ts';
import {
  type Business,
  type Client,
  createWorld,
  type Message,
  type Snapshot,
  type StatusReport,
  type User,
} from './world.ts';

export { signIn } from './person.ts';

export interface SimulatorOptions {
  readonly host?: string;
  /** 0 picks a free one. */
  readonly port?: number;
  readonly clock?: Clock;
  readonly businesses?: readonly Business[];
  readonly clients?: readonly Client[];
  readonly users?: readonly User[];
  /** Waits before each repeat of a failed delivery; default 1, 5 and 30 minutes. */
  readonly retryDelaysMs?: readonly number[];
  readonly timeoutMs?: number;
  /** Where registered webhooks, clients, tokens and leads survive a restart. */
  readonly dataFile?: string;
  /** The same seed makes the same leads. */
  readonly seed?: number;
}

export interface ThumbtackSimulator {
  readonly url: string;
  readonly apiUrl: string;
  readonly authorizeUrl: string;
  readonly tokenUrl: string;
  /** Of the first client. */
  readonly clientId: string;
  readonly clientSecret: string;
  sendLead(options?: LeadOptions): readonly { readonly negotiationID: string | null }[];
  /** Null when there is no such lead. */
  sendMessage(options: MessageOptions): Message | null;
  deliveries(): readonly Delivery[];
  messages(): readonly Message[];
  statuses(): readonly StatusReport[];
  /** Resolves when no delivery is on its way or waits for a repeat. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

const MINUTE_MS = 60_000;
const RETRY_DELAYS_MS = [MINUTE_MS, 5 * MINUTE_MS, 30 * MINUTE_MS];
const TIMEOUT_MS = 10_000;
/** Room for a lead with an absurdly long description in a test's own payload. */
const BODY_LIMIT = 16 * 1024 * 1024;

function formFields(body: string): Record<string, string | string[]> {
  const form = new URLSearchParams(body);
  return Object.fromEntries(
    [...new Set(form.keys())].map((key) => {
      const values = form.getAll(key);
      return [key, values.length > 1 ? values : (values[0] ?? '')];
    }),
  );
}

export async function createThumbtackSimulator(options: SimulatorOptions = {}): Promise<ThumbtackSimulator> {
  const { host = '127.0.0.1', port = 0, clock = systemClock, retryDelaysMs = RETRY_DELAYS_MS } = options;
  const { businesses = DEMO_BUSINESSES, users = [DEMO_USER], clients = [DEMO_CLIENT], seed = 1 } = options;
  const [client] = clients;
  if (!client) throw new RangeError('The simulator needs at least one client.');

  const file = openDataFile<Snapshot & { readonly tokens: readonly TokenRecord[] }>(options.dataFile, () => ({
    ...world.snapshot(),
    tokens: tokens.lasting(),
  }));
  const saved = file.load();
  const world = createWorld(clock, { businesses, users, clients }, saved);
  const tokens = createTokenStore(world, saved?.tokens ?? [], file.changed);
  const sender = createSender(world, { retryDelaysMs, timeoutMs: options.timeoutMs ?? TIMEOUT_MS });
  const events = createEvents(world, sender, createRandom(seed), file.changed);

  // The sign-in must know its own address, which is known only once the port is.
  let provider: Provider | null = null;
  const authority = () => {
    if (!provider) throw new Error('The simulator is not listening yet.');
    return provider;
  };
  const gate = createGate(world, authority);

  const app = Fastify({ bodyLimit: BODY_LIMIT, forceCloseConnections: true });
  answerRefusals(app);
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string' },
    (_request, body, done) => done(null, formFields(String(body))),
  );
  app.register(
    async (api) => {
      businessRoutes(api, world, gate, file.changed);
      webhookRoutes(api, world, gate, events, file.changed);
      negotiationRoutes(api, world, gate, events, file.changed);
    },
    { prefix: '/api/v4' },
  );
  app.register(async (control) => controlRoutes(control, world, gate, events, sender, file.changed), {
    prefix: '/_simulate',
  });
  loginRoutes(app, world, authority);
  homeRoutes(app, world, events, sender);
  app.register(async (signIn) => {
    // The sign-in reads its own bodies.
    signIn.removeAllContentTypeParsers();
    signIn.addContentTypeParser('*', (_request, _payload, done) => done(null));
    for (const url of ['/oauth2/*', '/.well-known/*', '/userinfo']) {
      signIn.all(url, (request, reply) => {
        reply.hijack();
        void authority().callback()(request.raw, reply.raw);
      });
    }
  });

  const url = await app.listen({ host, port });
  provider = createAuthority(url, world, tokens);
  return {
    url,
    apiUrl: `${url}/api/v4`,
    authorizeUrl: `${url}/oauth2/auth`,
    tokenUrl: `${url}/oauth2/token`,
    clientId: client.clientId,
    clientSecret: client.clientSecret,
    sendLead: (wishes = {}) => events.lead(wishes),
    sendMessage: events.message,
    deliveries: sender.deliveries,
    messages: () => [...world.messages],
    statuses: () => [...world.statuses],
    settled: sender.settled,
    async close() {
      sender.close();
      await app.close();
      await file.close();
    },
  };
}
