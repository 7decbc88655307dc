/** Who is free when on one day: each job goes to the technician of its trade with the least to do. */
import type { Id } from '../json/value.ts';
import type { Random } from '../random.ts';
import { demand, type WorkDay } from './calendar.ts';
import type { JobTypeFacts, Trade } from './catalogue.ts';
import type { Technician } from './staff.ts';
import type { Structure } from './structure.ts';

const HOUR = 3_600_000;
/** Half hours of a technician's day; only a job that begins it may last longer. */
const LONGEST = 20;

type Crew = Pick<Structure, 'technicians' | 'jobTypes'>;

/** A job that found its technician. */
export interface Slot {
  jobTypeId: Id;
  unitId: Id;
  facts: JobTypeFacts;
  technician: Technician;
  /** Milliseconds since 1970. */
  start: number;
}

/** Technicians of one trade by the half hour from which they are free; `first` is the first that anyone is. */
interface Queue {
  free: Technician[][];
  first: number;
}

export class DayBoard {
  readonly #structure: Crew;
  readonly #day: WorkDay;
  readonly #random: Random;
  readonly #weights: number[];
  readonly #queues = new Map<Trade, Queue>();

  constructor(structure: Crew, day: WorkDay, random: Random) {
    this.#structure = structure;
    this.#day = day;
    this.#random = random;
    this.#weights = structure.jobTypes.map(({ facts }) => facts.weight * demand(facts.season, day.month));
    const { technicians } = structure;
    // Every day somebody else is first, so that a quiet year is spread over all.
    for (const at of technicians.keys()) {
      const technician =
        technicians[(at + (day.ahead % technicians.length) + technicians.length) % technicians.length];
      if (!technician) continue;
      const queue = this.#queues.get(technician.trade);
      if (queue) queue.free[0]?.push(technician);
      else this.#queues.set(technician.trade, { free: [[technician]], first: 0 });
    }
  }

  /** The next job that somebody asks for; undefined when nobody has the time. */
  next(): Slot | undefined {
    const wanted = this.#structure.jobTypes[this.#random.weighted(this.#weights)];
    if (!wanted) return undefined;
    const { facts, id: jobTypeId, unitId } = wanted;
    const taken = this.#take(facts.trade, facts.hours * 2);
    if (!taken) return undefined;
    const { technician, from } = taken;
    return { jobTypeId, unitId, facts, technician, start: this.#day.midnight + (8 + from / 2) * HOUR };
  }

  /** Half hours only grow, so the first that anyone is free only moves on: a day costs as much as its jobs. */
  #take(trade: Trade, length: number): { technician: Technician; from: number } | undefined {
    const queue = this.#queues.get(trade);
    if (!queue) return undefined;
    while (queue.first < queue.free.length && !queue.free[queue.first]?.length) queue.first += 1;
    const from = queue.first;
    if (from > 0 && from + length > LONGEST) return undefined;
    const technician = queue.free[from]?.pop();
    if (!technician) return undefined;
    // Half an hour to drive on.
    const next = from + length + 1;
    while (queue.free.length <= next) queue.free.push([]);
    queue.free[next]?.push(technician);
    return { technician, from };
  }
}
