import type { Webhook, World } from './world.ts';

interface Attempt {
  readonly at: string;
  /** The HTTP status answered; null when there was no answer. */
  readonly status: number | null;
  readonly error: string | null;
  readonly durationMs: number;
}

export interface Delivery {
  readonly deliveryID: string;
  readonly webhookID: string;
  readonly webhookURL: string;
  readonly eventType: string;
  readonly negotiationID: string | null;
  readonly state: 'pending' | 'delivered' | 'failed';
  readonly attempts: readonly Attempt[];
  /** When it is tried again, if it is. */
  readonly nextAttemptAt: string | null;
  /** The exact text sent. */
  readonly body: string;
}

export interface Sender {
  send(webhook: Webhook, eventType: string, negotiationID: string | null, body: string): Delivery;
  /** Sends a logged delivery once more, as a delivery of its own; null when it or its webhook is gone. */
  redeliver(deliveryID: string): Delivery | null;
  deliveries(): readonly Delivery[];
  /** Resolves when nothing is on its way and nothing waits for a repeat. */
  settled(): Promise<void>;
  close(): void;
}

/** As many as one sender keeps open at once; the rest queue. */
const IN_FLIGHT = 64;
const KEPT = 2_000;

function authorization({ auth }: Webhook): Record<string, string> {
  if (auth === null) return {};
  if ('header' in auth) return { [auth.header]: auth.value };
  return { authorization: `Basic ${Buffer.from(`${auth.username}:${auth.password}`).toString('base64')}` };
}

/** What fetch hides in `cause` (connection refused, name unknown) is what a person needs. */
function why(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  return cause.cause instanceof Error ? cause.cause.message : `${cause.name}: ${cause.message}`;
}

/**
 * Delivers events to webhooks: any 2xx counts as received, everything else is repeated after each of `retryDelaysMs`
 * (reference 3.3; the schedule is our reading). Repeats use the webhook as it is then, so that a mended secret heals.
 */
export function createSender(
  world: World,
  options: { readonly retryDelaysMs: readonly number[]; readonly timeoutMs: number },
): Sender {
  const log = new Map<string, Delivery>();
  const timers = new Set<NodeJS.Timeout>();
  const queue: string[] = [];
  const waiters: (() => void)[] = [];
  const closing = new AbortController();
  let inFlight = 0;
  let pending = 0;

  function update(id: string, change: Partial<Delivery>): void {
    const known = log.get(id);
    if (!known) return;
    log.set(id, { ...known, ...change });
    if (known.state === 'pending' && change.state !== undefined && change.state !== 'pending') {
      pending -= 1;
      if (pending === 0) for (const resolve of waiters.splice(0)) resolve();
    }
  }

  async function post(webhook: Webhook, body: string): Promise<Attempt> {
    const at = world.now();
    const started = performance.now();
    const attempt = (status: number | null, error: string | null): Attempt => ({
      at,
      status,
      error,
      durationMs: Math.round(performance.now() - started),
    });
    try {
      const response = await fetch(webhook.webhookURL, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...authorization(webhook) },
        body,
        redirect: 'manual',
        signal: AbortSignal.any([closing.signal, AbortSignal.timeout(options.timeoutMs)]),
      });
      await response.body?.cancel();
      return attempt(response.status, null);
    } catch (cause) {
      return attempt(null, why(cause));
    }
  }

  async function deliver(id: string): Promise<void> {
    const delivery = log.get(id);
    const webhook = delivery && world.webhooks.get(delivery.webhookID);
    if (!delivery) return;
    if (!webhook?.enabled) return update(id, { state: 'failed', nextAttemptAt: null });
    const attempt = await post(webhook, delivery.body);
    if (closing.signal.aborted) return;
    const attempts = [...delivery.attempts, attempt];
    if (attempt.status !== null && attempt.status >= 200 && attempt.status < 300) {
      return update(id, { attempts, state: 'delivered', nextAttemptAt: null });
    }
    const delay = options.retryDelaysMs[attempts.length - 1];
    if (delay === undefined) return update(id, { attempts, state: 'failed', nextAttemptAt: null });
    update(id, { attempts, nextAttemptAt: world.clock.now().add({ milliseconds: delay }).toString() });
    const timer = setTimeout(() => {
      timers.delete(timer);
      enqueue(id);
    }, delay);
    timers.add(timer);
  }

  function enqueue(id: string): void {
    queue.push(id);
    work();
  }

  function work(): void {
    while (inFlight < IN_FLIGHT && !closing.signal.aborted) {
      const id = queue.shift();
      if (id === undefined) return;
      inFlight += 1;
      void deliver(id).finally(() => {
        inFlight -= 1;
        work();
      });
    }
  }

  function forgetSettled(): void {
    for (const [id, delivery] of log) {
      if (log.size <= KEPT) return;
      if (delivery.state !== 'pending') log.delete(id);
    }
  }

  function send(webhook: Webhook, eventType: string, negotiationID: string | null, body: string): Delivery {
    const delivery: Delivery = {
      deliveryID: world.nextId(),
      webhookID: webhook.webhookID,
      webhookURL: webhook.webhookURL,
      eventType,
      negotiationID,
      state: 'pending',
      attempts: [],
      nextAttemptAt: world.now(),
      body,
    };
    log.set(delivery.deliveryID, delivery);
    pending += 1;
    forgetSettled();
    enqueue(delivery.deliveryID);
    return delivery;
  }

  return {
    send,
    redeliver(deliveryID) {
      const logged = log.get(deliveryID);
      const webhook = logged && world.webhooks.get(logged.webhookID);
      return webhook ? send(webhook, logged.eventType, logged.negotiationID, logged.body) : null;
    },
    deliveries: () => [...log.values()],
    settled: () => (pending === 0 ? Promise.resolve() : new Promise((resolve) => waiters.push(resolve))),
    close() {
      closing.abort();
      for (const timer of timers) clearTimeout(timer);
      for (const resolve of waiters.splice(0)) resolve();
    },
  };
}
