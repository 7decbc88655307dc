import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Random } from '../random.ts';
import { JOB_TYPES, TRADES } from './catalogue.ts';
import { DayBoard, type Slot } from './day-board.ts';
import type { Technician } from './staff.ts';

const HOUR = 3_600_000;
const crew = (count: number): Technician[] =>
  Array.from({ length: count }, (_unused, at) => ({
    id: at + 1,
    name: `Technician ${at}`,
    trade: TRADES[at % 3] ?? 'HVAC',
  }));
const jobTypes = JOB_TYPES.map((facts, at) => ({ id: at + 1, unitId: 1, facts }));

function dayOf(count: number, ahead: number, seed: string, asked: number): (Slot | undefined)[] {
  const day = { midnight: 0, month: 6, weekday: 3, ahead };
  const board = new DayBoard({ technicians: crew(count), jobTypes }, day, new Random(seed));
  return Array.from({ length: asked }, () => board.next());
}

describe('the board of a day', () => {
  it('gives nobody two jobs at once, another trade, or more than ten hours but for one long job', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: -2000, max: 14 }),
        fc.string(),
        (count, ahead, seed) => {
          // A small crew lacks trades: of six customers all may ask in vain, of sixty hardly ever.
          const asked = dayOf(count, ahead, seed, 60 + count * 6);
          const slots = asked.filter((slot) => slot !== undefined);
          expect(slots.length).toBeGreaterThan(0);
          // With somebody of every trade, whoever asks first is served.
          if (count >= TRADES.length) expect(asked[0]).toBeDefined();
          for (const [id, own] of Map.groupBy(slots, ({ technician }) => technician.id)) {
            let free = 8 * HOUR;
            for (const { start, facts, technician } of own) {
              expect(start, String(id)).toBeGreaterThanOrEqual(free);
              expect(facts.trade).toBe(technician.trade);
              free = start + facts.hours * HOUR;
              expect(free).toBeLessThanOrEqual(18 * HOUR);
            }
          }
        },
      ),
    );
  });

  it('asks the one with the least to do, and begins every day with another', () => {
    const firsts = (ahead: number): unknown[] =>
      dayOf(30, ahead, 'even', 12).map((slot) => slot?.technician.id);
    expect(new Set(firsts(-3)).size).toBe(12);
    expect(firsts(-3)).not.toEqual(firsts(-4));
  });

  it('says when nobody has the time', () => {
    const slots = dayOf(3, 0, 'full', 60);
    expect(slots.at(-1)).toBe(undefined);
    expect(slots.filter((slot) => slot !== undefined).length).toBeLessThan(20);
  });
});
