import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Capacity, capacityOf, type Question, type Slot, type Worker } from './capacity.ts';
import type { Stretch } from './stretches.ts';

/**
 * Capacity against an oracle that looks at every minute by itself and knows nothing of stretches (reference: "Capacity").
 */

const covers = (stretches: readonly Stretch[], minute: number): boolean =>
  stretches.some(([from, to]) => minute >= from && minute < to);

const works = (worker: Worker, question: Question, minute: number): boolean =>
  covers(question.open, minute) &&
  (worker.shifts === undefined || covers(worker.shifts, minute)) &&
  !covers(worker.off, minute);

const isFree = (worker: Worker, question: Question, minute: number): boolean =>
  works(worker, question, minute) && minute >= question.now && !covers(worker.busy, minute);

function oracle(question: Question, { unitId, span: [from, to] }: Slot): Omit<Capacity, keyof Slot> {
  const minutes = Array.from({ length: to - from }, (_unused, at) => from + at);
  const counted = question.workers.filter(
    (worker) => worker.unitIds.includes(unitId) && (!question.skilledOnly || worker.skilled === true),
  );
  let [totalMinutes, free] = [0, 0];
  for (const worker of counted) {
    totalMinutes += minutes.filter((minute) => works(worker, question, minute)).length;
    free += minutes.filter((minute) => isFree(worker, question, minute)).length;
  }
  const booked = question.unassigned
    .filter((one) => one.unitId === unitId)
    .reduce((sum, { span }) => sum + minutes.filter((minute) => covers([span], minute)).length, 0);
  const openMinutes = Math.max(0, free - booked);
  const lasts = question.duration ?? 1;
  const technicians = counted.map((worker) => {
    const begin = minutes.find((minute) =>
      Array.from({ length: lasts }, (_unused, at) => minute + at).every((one) =>
        isFree(worker, question, one),
      ),
    );
    return { worker, available: begin !== undefined, begin };
  });
  return {
    totalMinutes,
    openMinutes,
    technicians,
    isAvailable: openMinutes > 0 && technicians.some(({ available }) => available),
    isExceedingIdeal: totalMinutes > 0 && (totalMinutes - openMinutes) * 10 > totalMinutes * 8,
  };
}

const stretch = fc
  .tuple(fc.integer({ min: 0, max: 180 }), fc.integer({ min: 1, max: 90 }))
  .map(([from, lasts]): Stretch => [from, from + lasts]);
const some = fc.array(stretch, { maxLength: 4 });
const unit = fc.integer({ min: 1, max: 2 });

const worker: fc.Arbitrary<Worker> = fc.record({
  id: fc.integer({ min: 1, max: 99 }),
  name: fc.constant('Ada'),
  unitIds: fc.uniqueArray(unit, { minLength: 1, maxLength: 2 }),
  skilled: fc.constantFrom(true, false, null),
  shifts: fc.option(some, { nil: undefined }),
  off: some,
  busy: some,
});

const question: fc.Arbitrary<Question> = fc.record({
  workers: fc.array(worker, { maxLength: 3 }),
  slots: fc.array(fc.record({ unitId: unit, span: stretch }), { minLength: 1, maxLength: 3 }),
  open: some,
  unassigned: fc.array(fc.record({ unitId: unit, span: stretch }), { maxLength: 2 }),
  now: fc.integer({ min: 0, max: 200 }),
  duration: fc.option(fc.integer({ min: 1, max: 60 }), { nil: undefined }),
  skilledOnly: fc.boolean(),
});

describe('capacity', () => {
  test('is what looking at every minute gives', () => {
    fc.assert(
      fc.property(question, (asked) => {
        expect(capacityOf(asked)).toEqual(asked.slots.map((slot) => ({ ...slot, ...oracle(asked, slot) })));
      }),
      { numRuns: 300 },
    );
  });

  test('never grows by a booking, and is what it was when that is canceled', () => {
    fc.assert(
      fc.property(question, stretch, (asked, visit) => {
        const [first, ...others] = asked.workers;
        if (!first) return;
        const before = capacityOf(asked);
        const booked = { ...asked, workers: [{ ...first, busy: [...first.busy, visit] }, ...others] };
        for (const [at, slot] of capacityOf(booked).entries()) {
          expect(slot.openMinutes).toBeLessThanOrEqual(before[at]?.openMinutes ?? 0);
          expect(slot.totalMinutes).toBe(before[at]?.totalMinutes);
        }
        expect(capacityOf(asked)).toEqual(before);
      }),
    );
  });
});
