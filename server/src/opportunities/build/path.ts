import { sortable } from './instant.ts';

/** Paths into details: names joined with ":", items of lists by index from 0, `#` for any of them (H46, GH-8). */

/** All values a path names, with the path each stands at. `first` and `last` are read as indexes. */
export function valuesAt(
  details: unknown,
  path: string,
): { readonly path: string; readonly value: unknown }[] {
  let found: { path: string; value: unknown }[] = [{ path: '', value: details }];
  for (const step of path.split(':')) {
    found = found.flatMap(({ path: at, value }) => {
      const under = (name: string | number, next: unknown) => ({
        path: at === '' ? String(name) : `${at}:${name}`,
        value: next,
      });
      if (Array.isArray(value)) {
        if (step === '#' || step === 'any') return value.map((item, index) => under(index, item));
        const index = step === 'first' ? 0 : step === 'last' ? value.length - 1 : Number(step);
        return Number.isInteger(index) && index in value ? [under(index, value[index])] : [];
      }
      if (typeof value !== 'object' || value === null) return [];
      const next = (value as Record<string, unknown>)[step];
      return next === undefined ? [] : [under(step, next)];
    });
  }
  return found;
}

/** The latest time among the given paths, and where it stands (H49, GH-1). */
export function latestOf(
  details: unknown,
  paths: readonly string[],
): { readonly path: string; readonly value: string } | null {
  let latest: { path: string; value: string; order: string } | null = null;
  for (const wanted of paths) {
    for (const { path, value } of valuesAt(details, wanted)) {
      const order = sortable(value);
      if (order !== null && (latest === null || order > latest.order))
        latest = { path, value: value as string, order };
    }
  }
  return latest && { path: latest.path, value: latest.value };
}
