/** Finds the operation that a method and path belong to. */
import { MODULES, type Module, type Operation } from 'servicetitan/contract';
import { type Id, parseId } from '../json/value.ts';

/** What an operation makes of a path; a parameter that is not of its type is named in `malformed`. */
export interface Match {
  operation: Operation;
  tenant: string;
  params: Record<string, Id | string>;
  malformed: string[];
}

interface Branch {
  fixed: Map<string, Branch>;
  open?: Branch;
  operations: Map<string, { operation: Operation; names: string[] }>;
}

const branch = (): Branch => ({ fixed: new Map(), operations: new Map() });

export type Matcher = (method: string, path: string) => Match | undefined;

/**
 * A matcher over the operations of each module, which are asked for at the module's first request; fixed parts of a path
 * win over parameters (`/customers/contacts`, `/customers/{id}`).
 */
export function matcherOf(operationsOf: (module: Module) => readonly Operation[]): Matcher {
  const trees = new Map<string, Branch>();
  const treeOf = (part: string): Branch | undefined => {
    const module = MODULES.find((name) => name === part.toLowerCase());
    if (!module) return undefined;
    const tree = trees.get(module) ?? treeWith(operationsOf(module));
    trees.set(module, tree);
    return tree;
  };
  return (method, path) => {
    const parts = path.replace(/\/$/, '').split('/').slice(1);
    const tree = treeOf(parts[0] ?? '');
    const hit = tree && walk(tree, parts, 0, method, []);
    return hit && read(hit.operation, hit.names, hit.values);
  };
}

function treeWith(operations: readonly Operation[]): Branch {
  const root = branch();
  for (const operation of operations) {
    let at = root;
    const names: string[] = [];
    for (const part of operation.path.split('/').slice(1)) {
      const name = /^\{(.+)\}$/.exec(part)?.[1];
      if (name) names.push(name);
      let next = name ? at.open : at.fixed.get(part.toLowerCase());
      if (!next) {
        next = branch();
        if (name) at.open = next;
        else at.fixed.set(part.toLowerCase(), next);
      }
      at = next;
    }
    at.operations.set(operation.method, { operation, names });
  }
  return root;
}

interface Hit {
  operation: Operation;
  names: string[];
  values: string[];
}

function walk(
  at: Branch,
  parts: readonly string[],
  depth: number,
  method: string,
  values: string[],
): Hit | undefined {
  const part = parts[depth];
  if (part === undefined) {
    const found = at.operations.get(method);
    return found && { ...found, values };
  }
  const fixed = at.fixed.get(part.toLowerCase());
  const hit = fixed && walk(fixed, parts, depth + 1, method, values);
  if (hit || !at.open || part === '') return hit;
  return walk(at.open, parts, depth + 1, method, [...values, part]);
}

function read(operation: Operation, names: readonly string[], values: readonly string[]): Match | undefined {
  const match: Match = { operation, tenant: '', params: {}, malformed: [] };
  for (const [at, name] of names.entries()) {
    const text = unescaped(values[at] ?? '');
    if (text === undefined) return undefined;
    if (name === 'tenant') {
      match.tenant = text;
      continue;
    }
    const type = operation.params.find((field) => field.name === name)?.type;
    // Dismissing a booking has its provider as text in the documents, and as an id everywhere else.
    const wantsId = name === 'booking_provider' || (type?.kind === 'scalar' && type.format === 'int64');
    const value = wantsId ? parseId(text) : text;
    if (value === undefined) match.malformed.push(name);
    else match.params[name] = value;
  }
  return match;
}

function unescaped(part: string): string | undefined {
  try {
    return decodeURIComponent(part);
  } catch {
    return undefined;
  }
}
