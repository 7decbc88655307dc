/** One difference of two settings documents (B32). */
export interface SettingChange {
  /** Names joined with points: `resources.job`. */
  readonly path: string;
  readonly before: unknown;
  readonly after: unknown;
}

const isGroup = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What differs, path by path. A list is one value: its order is part of it only where people chose it. */
export function diff(before: unknown, after: unknown, path = ''): SettingChange[] {
  if (isGroup(before) && isGroup(after)) {
    const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    return names.flatMap((name) => diff(before[name], after[name], path ? `${path}.${name}` : name));
  }
  return JSON.stringify(before) === JSON.stringify(after)
    ? []
    : [{ path, before: before ?? null, after: after ?? null }];
}
