/** Sends webhooks: at once, and again after 10, 30, 60 and 300 s when they are not taken (reference: "Webhooks V2"). */
import { randomUUID } from 'node:crypto';
import { Alarm } from '../alarm.ts';
import type { Clock } from '../clock.ts';
import { encode } from '../json/codec.ts';
import type { Write } from '../store/store.ts';
import { notFound } from '../wire/problem.ts';
import { type Event, envelopeOf, eventName, recordOf } from './events.ts';
import { headersOf, type Subscription, subscriptionOf, type WebhookOptions, wants } from './subscription.ts';

/** Seconds by the emulator's clock between one attempt and the next. */
const LADDER = [10, 30, 60, 300];
/** Real milliseconds that a receiver has. */
const PATIENCE_MS = 10_000;
const KEPT = 1000;

export interface Attempt {
  /** Wire time. */
  at: string;
  /** Status of the answer; null when there was none. */
  status: number | null;
  error: string | null;
}

export interface Delivery {
  id: string;
  webhookId: string;
  event: string;
  eventId: string;
  tenantId: string;
  at: string;
  url: string;
  body: string;
  state: 'pending' | 'delivered' | 'failed';
  attempts: Attempt[];
  /** Milliseconds since 1970 of the next attempt; null when there is none. */
  next: number | null;
}

/** Where subscriptions and deliveries are kept over a restart. */
export interface Shelf {
  load(): { subscriptions: Subscription[]; deliveries: Delivery[] };
  save(kind: 'subscription' | 'delivery', value: { id: string }): void;
  drop(kind: 'subscription' | 'delivery', id: string): void;
}

export class Webhooks {
  readonly #clock: Clock;
  readonly #shelf: Shelf;
  readonly #alarm: Alarm;
  readonly #subscriptions = new Map<string, Subscription>();
  readonly #deliveries = new Map<string, Delivery>();
  readonly #sending = new Map<string, Promise<void>>();
  readonly #abort = new AbortController();

  constructor(clock: Clock, shelf: Shelf) {
    this.#clock = clock;
    this.#shelf = shelf;
    this.#alarm = new Alarm(clock, () => this.#work());
    const { subscriptions, deliveries } = shelf.load();
    for (const one of subscriptions) this.#subscriptions.set(one.id, one);
    for (const one of deliveries) this.#deliveries.set(one.id, one);
    this.#work();
  }

  get subscriptions(): readonly Subscription[] {
    return [...this.#subscriptions.values()];
  }

  /** The newest first. */
  get deliveries(): readonly Delivery[] {
    return [...this.#deliveries.values()].toReversed();
  }

  /**
   * Tells an address of events from now on.
   * @throws Refusal 400 by member.
   */
  add(options: WebhookOptions | Readonly<Record<string, unknown>>): Subscription {
    const subscription = subscriptionOf(options as Readonly<Record<string, unknown>>);
    this.#subscriptions.set(subscription.id, subscription);
    this.#shelf.save('subscription', subscription);
    return subscription;
  }

  /** Ends one subscription, or all; what is on its way for it is given up. */
  remove(id?: string): void {
    if (id !== undefined && !this.#subscriptions.has(id)) throw notFound('Webhook', id);
    for (const one of id === undefined ? [...this.#subscriptions.keys()] : [id]) {
      this.#subscriptions.delete(one);
      this.#shelf.drop('subscription', one);
      for (const delivery of this.#deliveries.values()) {
        if (delivery.webhookId === one && delivery.state === 'pending')
          this.#keep({ ...delivery, state: 'failed', next: null });
      }
    }
    this.#work();
  }

  /** Takes the writes of a transaction once they are safe. */
  offer(tenantId: string, writes: readonly Write[]): void {
    if (this.#subscriptions.size === 0) return;
    for (const write of writes) {
      const name = eventName(write);
      if (!name) continue;
      const listening = this.subscriptions.filter((one) => wants(one, name, tenantId));
      if (listening.length === 0) continue;
      const at = new Date(this.#clock.now()).toISOString();
      const event: Event = { id: randomUUID(), name, tenantId, at, record: recordOf(write) };
      for (const subscription of listening) this.#post(subscription, event);
    }
    this.#work();
  }

  #post(subscription: Subscription, event: Event): void {
    this.#keep({
      id: randomUUID(),
      webhookId: subscription.id,
      event: event.name,
      eventId: event.id,
      tenantId: event.tenantId,
      at: event.at,
      url: subscription.url,
      body: encode(envelopeOf(event, subscription.id, subscription.envelope)),
      state: 'pending',
      attempts: [],
      next: this.#clock.now(),
    });
    for (const [id, { state }] of this.#deliveries) {
      if (this.#deliveries.size <= KEPT) break;
      if (state === 'pending') continue;
      this.#deliveries.delete(id);
      this.#shelf.drop('delivery', id);
    }
  }

  /** Sends one delivery again, or all that failed; answers how many. */
  replay(id?: string): number {
    const wanted = this.deliveries.filter((one) =>
      id === undefined ? one.state === 'failed' : one.id === id,
    );
    if (id !== undefined && wanted.length === 0) throw notFound('Delivery', id);
    const known = wanted.filter(({ webhookId }) => this.#subscriptions.has(webhookId));
    for (const one of known) this.#keep({ ...one, state: 'pending', next: this.#clock.now() });
    this.#work();
    return known.length;
  }

  #keep(delivery: Delivery): void {
    this.#deliveries.set(delivery.id, delivery);
    this.#shelf.save('delivery', delivery);
  }

  /** Sends what is due and sets the alarm for what comes next. */
  #work(): void {
    if (this.#abort.signal.aborted) return;
    const now = this.#clock.now();
    let next: number | undefined;
    for (const { id, state, next: due } of this.#deliveries.values()) {
      if (state !== 'pending' || due === null || this.#sending.has(id)) continue;
      if (due <= now) this.#sending.set(id, this.#send(id));
      else next = Math.min(next ?? due, due);
    }
    this.#alarm.set(next);
  }

  async #send(id: string): Promise<void> {
    const delivery = this.#deliveries.get(id);
    const subscription = delivery && this.#subscriptions.get(delivery.webhookId);
    if (delivery && subscription) {
      const attempt = await this.#attempt(delivery, subscription);
      if (this.#abort.signal.aborted) return;
      const latest = this.#deliveries.get(id);
      if (latest?.state === 'pending') this.#keep(this.#after(latest, attempt));
    }
    this.#sending.delete(id);
    this.#work();
  }

  async #attempt({ url, body }: Delivery, subscription: Subscription): Promise<Attempt> {
    const at = new Date(this.#clock.now()).toISOString();
    try {
      const signal = AbortSignal.any([this.#abort.signal, AbortSignal.timeout(PATIENCE_MS)]);
      const headers = headersOf(subscription, body);
      const answer = await fetch(url, { method: 'POST', body, headers, signal, redirect: 'manual' });
      await answer.body?.cancel();
      return { at, status: answer.status, error: null };
    } catch (error) {
      const cause = error instanceof Error ? (error.cause ?? error) : error;
      return { at, status: null, error: cause instanceof Error ? cause.message : String(cause) };
    }
  }

  #after(delivery: Delivery, attempt: Attempt): Delivery {
    const attempts = [...delivery.attempts, attempt];
    const taken = attempt.status !== null && attempt.status >= 200 && attempt.status < 300;
    if (taken) return { ...delivery, attempts, state: 'delivered', next: null };
    // A delivery that was replayed after the whole ladder gets one more attempt, not another ladder.
    const wait = LADDER[attempts.length - 1];
    return wait === undefined
      ? { ...delivery, attempts, state: 'failed', next: null }
      : { ...delivery, attempts, next: this.#clock.now() + wait * 1000 };
  }

  /** Forgets subscriptions and deliveries. */
  clear(): void {
    this.remove();
    for (const id of this.#deliveries.keys()) this.#shelf.drop('delivery', id);
    this.#deliveries.clear();
  }

  async close(): Promise<void> {
    this.#abort.abort();
    this.#alarm.stop();
    await Promise.all(this.#sending.values());
  }
}
