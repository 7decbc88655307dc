import type { AcceptRequest } from '../../api/schema.ts';
import { instantOf, wallAfter } from '../../time/zone.ts';
import { type AcceptDraft, CREATE, lengthOf } from './draft.ts';

/** The request that a complete draft stands for, its times turned from the workspace's clocks into instants. */
export function acceptRequest(draft: AcceptDraft, version: number, zone: string): AcceptRequest {
  const start = `${draft.date}T${draft.start}`;
  const end = wallAfter(start, lengthOf(draft.start, draft.end));
  const isNew = draft.customerId === CREATE;
  const newPlace = draft.locationId === CREATE;
  return {
    jobTypeId: draft.jobTypeId ?? '',
    businessUnitId: draft.businessUnitId ?? '',
    campaignId: draft.campaignId ?? '',
    customerId: isNew ? null : draft.customerId,
    locationId: newPlace ? null : draft.locationId,
    ...(isNew && {
      newCustomer: {
        name: draft.name.trim(),
        phone: textOrNull(draft.phone),
        email: textOrNull(draft.email),
      },
    }),
    ...(newPlace && {
      address: {
        street: draft.street.trim(),
        unit: textOrNull(draft.unit),
        city: draft.city.trim(),
        state: draft.state.trim(),
        zip: draft.zip.trim(),
      },
    }),
    ...instants(instantOf(start, zone), instantOf(end, zone)),
    summary: draft.summary.trim(),
    priority: draft.priority,
    version,
  };
}

function textOrNull(text: string): string | null {
  return text.trim() === '' ? null : text.trim();
}

function instants(start: string | null, end: string | null): { start?: string; end?: string } {
  return start === null || end === null ? {} : { start, end };
}
