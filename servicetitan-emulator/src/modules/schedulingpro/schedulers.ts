/** Schedulers, whose ids go out as text, and their sessions. */
import { type Doc, type Id, isId } from '../../json/value.ts';
import type { Answer, Call } from '../../operations/call.ts';
import { found } from '../../operations/record.ts';
import type { Store } from '../../store/store.ts';
import { guidOf } from '../../wire/guid.ts';
import { invalid } from '../../wire/problem.ts';
import { schedulers, sessions } from './collections.ts';
import { type Counted, performanceOf } from './performance.ts';

const textId = (doc: Doc, name: string): Doc[string] => (isId(doc[name]) ? guidOf(doc[name]) : null);

export const withTextId = (_call: Call, doc: Doc): Doc => ({ ...doc, id: textId(doc, 'id') });

export const sessionShown = (_call: Call, session: Doc): Doc => ({
  ...session,
  id: textId(session, 'id'),
  schedulerId: textId(session, 'ofScheduler'),
});

/** The figures of the sessions that began in the stretch of time that the caller must name. */
export function schedulerPerformance(call: Call): Answer {
  const scheduler = found(call, schedulers);
  const from = String(call.query.sessionCreatedOnOrAfter);
  const before = String(call.query.sessionCreatedBefore);
  if (before <= from)
    throw invalid({ sessionCreatedBefore: ['It must be later than sessionCreatedOnOrAfter.'] });
  const counted = count(call.store, scheduler.id as Id, from, before);
  return {
    value: {
      id: textId(scheduler, 'id'),
      schedulerName: scheduler.name ?? null,
      brandName: scheduler.companyName ?? null,
      ...performanceOf(counted),
    },
  };
}

interface Row {
  lastStep: string;
  outcome: string | null;
  withJob: bigint;
  withBooking: bigint;
  interested: bigint;
  sessions: bigint;
}

function count(store: Store, schedulerId: Id, from: string, before: string): Counted[] {
  const member = (name: string): string => `json_extract(json || '}', '$.${name}')`;
  const rows = store.database.all<Row>(
    `SELECT ${member('lastStep')} AS lastStep, ${member('sessionOutcome')} AS outcome,
      ${member('jobId')} IS NOT NULL AS withJob, ${member('bookingId')} IS NOT NULL AS withBooking,
      ${member('membershipInterest')} IS NOT NULL AS interested, count(*) AS sessions
    FROM "${sessions.name}" WHERE "ofScheduler" = ? AND createdOn >= ? AND createdOn < ? GROUP BY 1, 2, 3, 4, 5`,
    schedulerId,
    from,
    before,
  );
  return rows.map((row) => ({
    ...row,
    withJob: row.withJob === 1n,
    withBooking: row.withBooking === 1n,
    interested: row.interested === 1n,
    sessions: Number(row.sessions),
  }));
}
