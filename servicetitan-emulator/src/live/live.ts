/**
 * A company that lives: as the emulator's clock runs, is sped up or is moved on, time passes in steps of five minutes, and
 * in each what would have happened happens. The random numbers of a step follow from the seed and the step's own time, so
 * that moving on by a day at once or in pieces gives the same records.
 */
import { Alarm } from '../alarm.ts';
import type { Clock } from '../clock.ts';
import { demand, workDay } from '../company/calendar.ts';
import { idAt } from '../json/value.ts';
import { invoices } from '../modules/accounting/collections.ts';
import { expireDue } from '../modules/memberships/memberships.ts';
import { estimates } from '../modules/sales/collections.ts';
import { technicians } from '../modules/settings/collections.ts';
import type { Tenant } from '../operations/call.ts';
import { Random } from '../random.ts';
import { moveBoard, pay } from './board.ts';
import { bookOnline, callOff, putOff, takeCall } from './desk.ts';
import { attempt } from './office.ts';
import { pickWhere } from './pick.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const STEP = 5 * MINUTE;
/** Jumps of the clock are lived through up to so long; what lies before is skipped. */
const LONGEST = 62 * 24 * HOUR;

export interface LiveState {
  on: boolean;
  /** Until when the company has lived, milliseconds since 1970. */
  until: number;
}

type Act = (tenant: Tenant, random: Random, now: number) => unknown;

/** How often something happens in a busy hour, for each technician of the company. */
const HAPPENINGS: readonly (readonly [number, Act])[] = [
  [0.4, takeCall],
  [0.05, bookOnline],
  [0.02, callOff],
  [0.02, putOff],
  [0.08, decideEstimate],
  [0.1, payInvoice],
];

/** A customer says yes or no to an open offer. */
function decideEstimate(tenant: Tenant, random: Random): void {
  const estimate = pickWhere(tenant.store, random, estimates, `status = 'Open'`);
  const id = estimate && idAt(estimate, 'id');
  const seller = pickWhere(tenant.store, random, technicians, '1');
  if (id === undefined || !seller) return;
  if (random.chance(0.55))
    attempt(tenant, 'sales.estimates.sell', { params: { id }, body: { soldBy: seller.id ?? null } });
  else attempt(tenant, 'sales.estimates.dismiss', { params: { id } });
}

function payInvoice(tenant: Tenant, random: Random): void {
  const open = pickWhere(tenant.store, random, invoices, '"balanceCents" > 0');
  if (open) pay(tenant, idAt(open, 'id'));
}

/** How busy it is, from 0 to 1 and more in season, by the company's own clock. */
function busyness(now: number): number {
  const day = workDay(now, 0);
  const hour = (now - day.midnight) / HOUR;
  if (hour < 7 || hour >= 20) return 0;
  const ofHour = hour < 8 || hour >= 17 ? 0.4 : 1;
  const ofDay = day.weekday === 0 ? 0.1 : day.weekday === 6 ? 0.5 : 1;
  return ofHour * ofDay * Math.max(demand('hot', day.month), demand('cold', day.month)) * 0.45;
}

export class Live {
  readonly #clock: Clock;
  readonly #tenants: ReadonlyMap<string, Tenant>;
  readonly #seed: number;
  readonly #save: (state: LiveState) => void;
  readonly #alarm: Alarm;
  readonly #forget: () => void;
  #state: LiveState;
  #living = false;

  constructor(
    clock: Clock,
    tenants: ReadonlyMap<string, Tenant>,
    seed: number,
    state: LiveState | undefined,
    save: (state: LiveState) => void,
  ) {
    this.#clock = clock;
    this.#tenants = tenants;
    this.#seed = seed;
    this.#save = save;
    this.#state = state ?? { on: false, until: clock.now() };
    this.#alarm = new Alarm(clock, () => this.catchUp());
    this.#forget = clock.onChange(() => this.catchUp());
    this.catchUp();
  }

  get state(): LiveState {
    return this.#state;
  }

  /** From now on time brings work, or none. */
  run(on: boolean): void {
    this.#change({ on, until: this.#clock.now() });
    this.catchUp();
  }

  /** Lives through the steps that have passed. */
  catchUp(): void {
    if (this.#living) return;
    if (!this.#state.on) return this.#alarm.set(undefined);
    this.#living = true;
    try {
      const now = this.#clock.now();
      let { until } = this.#state;
      if (now - until > LONGEST) until = now - LONGEST;
      // A clock that was put back: what was lived through stays, and life goes on from here.
      if (until > now) until = now;
      for (let at = next(until); at <= now; at = next(at)) {
        this.#clock.at(at, () => this.#step(at));
        until = at;
      }
      if (until !== this.#state.until) this.#change({ on: true, until });
    } catch (error) {
      // Nobody asked for this step: the emulator goes on without live mode rather than end.
      console.error('Live mode has stopped.', error);
      this.#change({ on: false, until: this.#state.until });
      return;
    } finally {
      this.#living = false;
    }
    this.#alarm.set(next(Math.max(this.#state.until, this.#clock.now() - STEP)));
  }

  #step(now: number): void {
    for (const [id, tenant] of this.#tenants) {
      const random = new Random(`live ${this.#seed} ${id} ${now}`);
      // A step is whole or was not.
      tenant.store.write(() => {
        moveBoard(tenant, random, now);
        expireDue(tenant.store);
        const people = tenant.store.count(technicians, [{ sql: 'active = 1', params: [] }]);
        const share = people * busyness(now) * (STEP / HOUR);
        for (const [rate, act] of HAPPENINGS) {
          const expected = rate * share;
          const times = Math.floor(expected) + (random.chance(expected % 1) ? 1 : 0);
          for (let at = 0; at < times; at += 1) act(tenant, random, now);
        }
      });
    }
  }

  #change(state: LiveState): void {
    this.#state = state;
    this.#save(state);
  }

  stop(): void {
    this.#alarm.stop();
    this.#forget();
  }
}

/** The first step after a moment. */
const next = (ms: number): number => (Math.floor(ms / STEP) + 1) * STEP;
