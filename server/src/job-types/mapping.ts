/** A row of the global mapping (L33): a standard job type and what it means at this contractor. Ids are int64 as text. */
export interface Mapping {
  readonly standardJobTypeId: string;
  readonly jobTypeIds: readonly string[];
  readonly businessUnitIds: readonly string[];
}

/** A row counts only with at least one of each (GL-4). */
export function isComplete(mapping: Pick<Mapping, 'jobTypeIds' | 'businessUnitIds'>): boolean {
  return mapping.jobTypeIds.length > 0 && mapping.businessUnitIds.length > 0;
}

/** What the booking form starts with: both when exactly one of each is mapped, neither otherwise (L9, GL-3). */
export function prefill(mapping: Mapping | null): {
  jobTypeId: string | null;
  businessUnitId: string | null;
} {
  const [jobTypeId = null, ...otherTypes] = mapping?.jobTypeIds ?? [];
  const [businessUnitId = null, ...otherUnits] = mapping?.businessUnitIds ?? [];
  const single =
    jobTypeId !== null && businessUnitId !== null && otherTypes.length === 0 && otherUnits.length === 0;
  return single ? { jobTypeId, businessUnitId } : { jobTypeId: null, businessUnitId: null };
}
