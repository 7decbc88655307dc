/** Ratings of the demo company: now and then a customer answers the survey after the visit, mostly content. */
import type { Chapter } from '../../company/chapter.ts';
import { wireTime } from '../../wire/time.ts';
import { technicianRatings } from './collections.ts';

const HOUR = 3_600_000;
const SCORES = [10, 9, 8, 7, 5, 2];
const SCORE_WEIGHTS = [10, 6, 3, 2, 1, 1];

export const chapter: Chapter = {
  name: 'customer-interactions',
  begin: ({ store, random, now }) => ({
    job({ status, changed, technician, jobId }) {
      if (status !== 'Done' || !random.chance(0.15)) return;
      store.insertPast(technicianRatings, {
        createdOn: wireTime(Math.min(now, changed + random.between(1, 48) * HOUR), random.between(1, 9999)),
        technicianId: technician.id,
        jobId,
        rating: SCORES[random.weighted(SCORE_WEIGHTS)] ?? 10,
      });
    },
  }),
};
