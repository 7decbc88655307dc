/** One line of a tree of details. */
export interface TreeLine {
  /** Names and indexes from the root, joined with ":" as fields are addressed (H46). */
  path: string;
  name: string;
  /** Counted from 1. */
  level: number;
  type: 'text' | 'number' | 'date' | 'boolean' | 'list' | 'object' | 'empty';
  /** What is shown of a value without parts. */
  text: string;
  /** How many parts it has; null for a value without parts. */
  parts: number | null;
  open: boolean;
  /** The search is in its name, path or value. */
  match: boolean;
}

const INSTANT = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})?)?$/;

/**
 * The lines that a tree shows: parts of what is open; while one searches, what matches and the way to it, whatever
 * is open. However deep the details, it is one flat list, which the arrow keys walk.
 */
export function treeLines(details: unknown, open: ReadonlySet<string>, search: string): TreeLine[] {
  const sought = search.trim().toLowerCase();
  const lines: TreeLine[] = [];
  const walk = (value: unknown, path: string, name: string, level: number): boolean => {
    const parts = partsOf(value);
    const text = parts ? '' : value === null || value === undefined ? '' : String(value);
    const match = sought !== '' && matches(sought, path, text, parts !== null);
    const expanded = parts !== null && (sought === '' ? open.has(path) : true);
    const at = lines.length;
    lines.push({
      path,
      name,
      level,
      type: typeOf(value),
      text,
      parts: parts?.length ?? null,
      open: expanded,
      match,
    });
    let within = false;
    if (expanded)
      for (const [key, part] of parts) within = walk(part, `${path}:${key}`, key, level + 1) || within;
    if (sought === '' || match || within) return true;
    lines.length = at;
    return false;
  };
  for (const [key, part] of partsOf(details) ?? []) walk(part, key, key, 1);
  return lines;
}

/** Every path that has parts: what "expand all" opens. */
export function branches(value: unknown, path = ''): string[] {
  const parts = partsOf(value);
  if (!parts) return [];
  const below = parts.flatMap(([key, part]) => branches(part, path === '' ? key : `${path}:${key}`));
  return path === '' ? below : [path, ...below];
}

/** The same path for any item of its lists: "customer:contacts:0:value" becomes "customer:contacts:#:value" (H46). */
export function anyItem(path: string): string {
  return path.replaceAll(/(?<=:)\d+(?=:|$)/g, '#');
}

function partsOf(value: unknown): [string, unknown][] | null {
  if (typeof value !== 'object' || value === null) return null;
  return Array.isArray(value)
    ? value.map((part, index): [string, unknown] => [String(index), part])
    : Object.entries(value);
}

function matches(sought: string, path: string, text: string, branch: boolean): boolean {
  if (text.toLowerCase().includes(sought)) return true;
  // A branch matches by its own name: otherwise everything below it would.
  const name = branch || !sought.includes(':') ? path.slice(path.lastIndexOf(':') + 1) : path;
  return name.toLowerCase().includes(sought) || path.toLowerCase() === sought;
}

function typeOf(value: unknown): TreeLine['type'] {
  if (value === null || value === undefined) return 'empty';
  if (Array.isArray(value)) return 'list';
  if (typeof value === 'object') return 'object';
  if (typeof value === 'number') return 'number';
  if (typeof value === 'boolean') return 'boolean';
  return INSTANT.test(String(value)) ? 'date' : 'text';
}
