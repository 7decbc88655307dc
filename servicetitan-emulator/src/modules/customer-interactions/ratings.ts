/** Ratings of technicians: one for each technician and job, which a later one replaces. */
import { type Doc, type Id, idAt, type Json, Numeral } from '../../json/value.ts';
import { type Answer, type Call, idParam } from '../../operations/call.ts';
import { answer, bodyDoc, checkReferences, found } from '../../operations/record.ts';
import { invalid } from '../../wire/problem.ts';
import { jobs } from '../jpm/collections.ts';
import { technicians } from '../settings/collections.ts';
import { technicianRatings } from './collections.ts';

/** The documents name no scale: what no survey asks for is refused. */
const SCALE = { low: 0, high: 10 };

function scoreOf(value: Json | undefined, member: string): Json {
  const score = Number(value instanceof Numeral ? value.text : value);
  if (score >= SCALE.low && score <= SCALE.high) return value ?? null;
  throw invalid({ [member]: [`The ${member} must be between ${SCALE.low} and ${SCALE.high}.`] });
}

function rate({ store }: Call, technicianId: Id, jobId: Id, rating: Json): Doc {
  const known = store
    .find(technicianRatings, 'jobId', jobId)
    .find((one) => idAt(one, 'technicianId') === technicianId);
  return known
    ? store.update(technicianRatings, known, { rating })
    : store.insert(technicianRatings, { technicianId, jobId, rating });
}

export function rateJob(call: Call): Answer {
  const body = bodyDoc(call);
  checkReferences(call, body, { technicianId: technicians, jobId: jobs });
  const rating = scoreOf(body.rating, 'rating');
  const doc = rate(call, idAt(body, 'technicianId') ?? 0, idAt(body, 'jobId') ?? 0, rating);
  return answer(call, technicianRatings, doc);
}

/** As `rateJob`, with the technician and the job in the path; it answers nothing. */
export function rateByPath(call: Call): Answer {
  found(call, technicians, 'technicianId');
  found(call, jobs, 'jobId');
  const value = scoreOf(bodyDoc(call).value, 'value');
  rate(call, idParam(call, 'technicianId'), idParam(call, 'jobId'), value);
  return undefined;
}
