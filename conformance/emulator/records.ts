/** Records of the company under judgement: read through its lists and feeds, for ids to put into paths, queries, bodies. */
import type { ApiOperation } from '../documents/document.ts';
import type { Answer, Target } from './target.ts';

export type Row = Record<string, unknown>;

/** How many rows a list is asked for, and how many parents are tried for one that has children. */
const ENOUGH = 50;
const PARENTS = 30;

/** Segments and names that stand for records of another list. */
const ALIASES: Readonly<Record<string, string>> = {
  'booking-provider': 'booking-provider-tags',
  'created-bies': 'employees',
  'assigned-bies': 'employees',
  managers: 'employees',
  'sold-bies': 'technicians',
  tags: 'tag-types',
  roles: 'user-roles',
  preferredtechnician: 'technicians',
};

export function rowsOf(answer: Answer): Row[] {
  const { json } = answer;
  const data = Array.isArray(json) ? json : ((json as Row | undefined)?.data ?? []);
  return Array.isArray(data) ? data.filter((row): row is Row => typeof row === 'object' && row !== null) : [];
}

/** `preferredTechnicianId` is one of `preferred-technicians`, or of `technicians`. */
function listNames(member: string): string[] {
  const words = member
    .replace(/_?Ids?$/i, '')
    .replace(/_/g, '-')
    .replace(/([a-z])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .split('-')
    .filter(Boolean);
  return words.map((_, at) => {
    const singular = words.slice(at).join('-');
    if (singular.endsWith('y')) return `${singular.slice(0, -1)}ies`;
    return singular.endsWith('s') ? `${singular}es` : `${singular}s`;
  });
}

export class Records {
  readonly #target: Target;
  readonly #lists = new Map<string, ApiOperation>();
  readonly #byName = new Map<string, ApiOperation[]>();
  readonly #cache = new Map<string, Promise<Row[]>>();

  constructor(operations: readonly ApiOperation[], target: Target) {
    this.#target = target;
    for (const operation of operations.filter(({ method }) => method === 'GET')) {
      this.#lists.set(shapeOf(operation.path), operation);
      const parts = operation.path.split('/');
      const last = parts.at(-1) ?? '';
      if (operation.pathParameters.length > 0 || parts.includes('export')) continue;
      this.#byName.set(last, [...(this.#byName.get(last) ?? []), operation]);
    }
  }

  /** First rows at a path, whatever its list; none when it refuses. Read once, unless `anew`. */
  async at(path: string, anew = false): Promise<Row[]> {
    const known = anew ? undefined : this.#cache.get(path);
    const rows = known ?? this.#read(path);
    this.#cache.set(path, rows);
    return await rows;
  }

  async #read(path: string): Promise<Row[]> {
    const query = [['pageSize', String(ENOUGH)]] as const;
    const answer = await this.#target.send({ method: 'GET', path, query });
    return answer.status === 200 ? rowsOf(answer) : [];
  }

  /** First rows of the list with this name (`tag-types`), in whichever module it has any. */
  async named(name: string): Promise<Row[]> {
    for (const { path } of this.#byName.get(name) ?? []) {
      const rows = await this.at(this.address(path, {}));
      if (rows.some(({ id }) => id !== undefined)) return rows;
    }
    const alias = ALIASES[name];
    return alias === undefined ? [] : this.named(alias);
  }

  /** A record that a member of this name (`technicianId`, `tagTypeIds`) can point to. */
  async pointedAt(member: string): Promise<Row | undefined> {
    for (const name of listNames(member)) {
      const [row] = await this.named(name);
      if (row) return row;
    }
    return undefined;
  }

  address(path: string, values: Readonly<Record<string, unknown>>): string {
    return path.replace(/\{(\w+)\}/g, (_, name: string) =>
      encodeURIComponent(String(name === 'tenant' ? this.#target.tenantId : values[name])),
    );
  }

  /**
   * Values for the parameters of a path, from the lists that the path leads through. Where the path ends in a list of a
   * record's own (`/customers/{id}/notes`), a record that has some is preferred. Parameters without a source are absent.
   */
  async pathValues(
    { path, pathParameters }: ApiOperation,
    given: Readonly<Record<string, unknown>>,
  ): Promise<Record<string, unknown>> {
    let best: Record<string, unknown> = { ...given };
    const search = async (at: number, chosen: Record<string, unknown>): Promise<boolean> => {
      if (Object.keys(chosen).length > Object.keys(best).length) best = chosen;
      const parameter = pathParameters[at];
      if (!parameter) {
        const own = /\/[^/{}]+$/.test(path) && this.#lists.has(shapeOf(path)) && pathParameters.length > 0;
        const found = !own || (await this.at(this.address(path, chosen))).length > 0;
        if (found) best = chosen;
        return found;
      }
      if (chosen[parameter.name] !== undefined) return await search(at + 1, chosen);
      for (const row of (await this.#candidates(path, parameter.name, chosen)).slice(0, PARENTS)) {
        if (await search(at + 1, { ...chosen, [parameter.name]: row.id })) return true;
      }
      return false;
    };
    await search(0, { ...given });
    return best;
  }

  async #candidates(path: string, name: string, chosen: Record<string, unknown>): Promise<Row[]> {
    const prefix = path.slice(0, path.indexOf(`/{${name}}`));
    const rows = this.#lists.has(shapeOf(prefix)) ? await this.at(this.address(prefix, chosen)) : [];
    const own = rows.filter(({ id }) => id !== undefined);
    if (own.length > 0) return own;
    const bySegment = await this.named(prefix.slice(prefix.lastIndexOf('/') + 1));
    if (bySegment.length > 0) return bySegment;
    const row = await this.pointedAt(name);
    return row ? [row] : [];
  }
}

/** Paths that differ only in the names of their parameters are one. */
const shapeOf = (path: string): string => path.replace(/\{\w+\}/g, '{}').toLowerCase();
