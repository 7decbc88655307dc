import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { visibleRows } from './window.ts';

describe('the rows that are in the document', () => {
  it('cover what one sees and stay few however long the list is', () => {
    fc.assert(
      fc.property(
        fc.nat({ max: 2_000_000 }),
        fc.integer({ min: 1, max: 2000 }),
        fc.nat({ max: 10_000 }),
        (scrollTop, height, count) => {
          const { first, end } = visibleRows(scrollTop, height, 112, count);
          expect(first).toBeLessThanOrEqual(end);
          expect(end).toBeLessThanOrEqual(count);
          expect(end - first).toBeLessThanOrEqual(Math.ceil(height / 112) + 14);
          for (
            let row = Math.ceil(scrollTop / 112);
            row * 112 < scrollTop + height && row < count;
            row += 1
          ) {
            expect(row).toBeGreaterThanOrEqual(first);
            expect(row).toBeLessThan(end);
          }
        },
      ),
    );
  });

  it('are none of an empty list', () => {
    expect(visibleRows(0, 800, 112, 0)).toEqual({ first: 0, end: 0 });
  });
});
