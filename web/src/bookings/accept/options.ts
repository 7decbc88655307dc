import type { BookingForm, Named } from '../../api/entities.ts';

/** Choices in the order a list shows them; `kind` names the group's heading. */
export interface OptionGroup {
  kind: 'suggested' | 'usedBy' | 'others';
  options: Named[];
}

/** Job types: those mapped to the request first (L9), then all others. */
export function jobTypeGroups(form: BookingForm): OptionGroup[] {
  return grouped(form.candidates.jobTypes, [], form.jobTypes);
}

/** Business units: those mapped to the request first, then those of the chosen job type, then all others. */
export function businessUnitGroups(form: BookingForm, jobTypeId: string | null): OptionGroup[] {
  const ids = form.jobTypes.find((jobType) => jobType.id === jobTypeId)?.businessUnitIds ?? [];
  const used = form.businessUnits.filter((unit) => ids.includes(unit.id));
  return grouped(form.candidates.businessUnits, used, form.businessUnits);
}

function grouped(suggested: Named[], usedBy: Named[], all: Named[]): OptionGroup[] {
  const seen = new Set<string>();
  const unseen = (options: Named[]): Named[] =>
    options.filter((option) => {
      if (seen.has(option.id)) return false;
      seen.add(option.id);
      return true;
    });
  const groups: OptionGroup[] = [
    { kind: 'suggested', options: unseen(suggested) },
    { kind: 'usedBy', options: unseen(usedBy) },
    { kind: 'others', options: unseen(all) },
  ];
  return groups.filter((group) => group.options.length > 0);
}
