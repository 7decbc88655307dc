/** Arrival windows and business hours (reference: "Arrival windows", "Business hours"). */
import { type Doc, docsAt, textAt } from '../../json/value.ts';
import type { Answer, Call } from '../../operations/call.ts';
import { bodyDoc, found, type Make } from '../../operations/record.ts';
import type { Collection } from '../../store/collection.ts';
import type { Store } from '../../store/store.ts';
import { type FieldErrors, invalid } from '../../wire/problem.ts';
import { DAY_MINUTES, minutesOf } from './local-time.ts';
import { arrivalWindows, businessHours, windowConfigurations } from './schedule-collections.ts';

/** A window lies within one day. */
export const windowMembers: Make = (_call, body) => {
  const start = minutesOf(textAt(body, 'start') ?? '');
  const lasts = minutesOf(textAt(body, 'duration') ?? '');
  const errors: FieldErrors = {};
  if (start >= DAY_MINUTES) errors.start = ['start must be a time of the day.'];
  if (lasts <= 0) errors.duration = ['The duration must be at least a minute.'];
  else if (start + lasts > DAY_MINUTES) errors.duration = ['The window must end on the day it begins.'];
  if (Object.keys(errors).length > 0) throw invalid(errors);
  return body;
};

export function setWindowActive(call: Call): Answer {
  const window = found(call, arrivalWindows);
  call.store.update(arrivalWindows, window, { active: bodyDoc(call).isActive === true });
  return undefined;
}

/** Records of which a company has one. */
function only(store: Store, collection: Collection): Doc | undefined {
  return store.find(collection, 'active', 1)[0];
}

function keep(store: Store, collection: Collection, members: Doc): void {
  const known = only(store, collection);
  if (known) store.update(collection, known, members);
  else store.insert(collection, members);
}

export const windowConfiguration = (call: Call): Answer => ({
  value: {
    configuration: only(call.store, windowConfigurations)?.configuration ?? 'StartTimeOfArrivalWindow',
  },
});

export function setWindowConfiguration(call: Call): Answer {
  keep(call.store, windowConfigurations, bodyDoc(call));
  return windowConfiguration(call);
}

const PARTS = ['weekdays', 'saturday', 'sunday'] as const;

/** Hours of the company; empty lists are days on which it is closed. */
export function hours(call: Call): Answer {
  const known = only(call.store, businessHours) ?? {};
  return { value: Object.fromEntries(PARTS.map((part) => [part, docsAt(known, part)])) };
}

export function setHours(call: Call): Answer {
  const body = bodyDoc(call);
  const errors: FieldErrors = {};
  for (const part of PARTS) {
    for (const [at, { fromHour, toHour }] of docsAt(body, part).entries()) {
      const [from, to] = [Number(fromHour), Number(toHour)];
      if (from < 0 || to > 24 || from >= to)
        errors[`${part}[${at}]`] = ['Hours go from 0 to 24, and toHour is after fromHour.'];
    }
  }
  if (Object.keys(errors).length > 0) throw invalid(errors);
  keep(call.store, businessHours, body);
  return hours(call);
}
