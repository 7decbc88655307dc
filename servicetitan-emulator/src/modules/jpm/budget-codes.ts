/** The work breakdown structure: segments, their items, and the codes that are made of one item of each. */
import { type Doc, docsAt, type Id, idAt, idsAt } from '../../json/value.ts';
import { type Answer, type Call, idParam } from '../../operations/call.ts';
import { bodyDoc, found } from '../../operations/record.ts';
import type { Condition } from '../../store/database.ts';
import type { Store } from '../../store/store.ts';
import { invalid, notFound } from '../../wire/problem.ts';
import { budgetCodes, projects, segmentItems, segments } from './project-collections.ts';

/** Budget codes of a project are those of the company: the emulator keeps no others. */
const checkProject = (call: Call): void => {
  if (call.params.projectId !== undefined) found(call, projects, 'projectId');
};

export function listSegments(call: Call): Answer {
  checkProject(call);
  const all = call.store.find(segments, 'active', 1);
  return {
    value: {
      data: all.map(({ id, name, type, structure, isActive, isRequired }) => ({
        id: id ?? null,
        name: name ?? null,
        type: type ?? null,
        structure: structure ?? null,
        isActive: isActive ?? true,
        isRequired: isRequired ?? false,
      })),
    },
  };
}

function segmentId(call: Call): Id {
  checkProject(call);
  const id = idParam(call, 'segmentId');
  if (!call.store.get(segments, id)) throw notFound(segments.noun, id);
  return id;
}

/** Items of a segment: those at the top, with everything below them when `includeChildren` is true. */
export function itemsOfSegment(call: Call): Condition[] {
  const ofSegment: Condition = { sql: '"segmentId" = ?', params: [segmentId(call)] };
  return call.query.includeChildren === true
    ? [ofSegment]
    : [ofSegment, { sql: '"parentId" IS NULL', params: [] }];
}

/** Items below an item: its children, with all that is below them when `includeChildren` is true. */
export function childrenOfItem(call: Call): Condition[] {
  const segment = segmentId(call);
  const id = idParam(call, 'segmentItemId');
  const item = call.store.get(segmentItems, id);
  if (!item || item.segmentId !== segment) throw notFound(segmentItems.noun, id);
  if (call.query.includeChildren !== true) return [{ sql: '"parentId" = ?', params: [id] }];
  const below = `WITH RECURSIVE below(id) AS (SELECT id FROM "${segmentItems.name}" WHERE "parentId" = ?
    UNION SELECT item.id FROM "${segmentItems.name}" item JOIN below ON item."parentId" = below.id)`;
  return [{ sql: `id IN (${below} SELECT id FROM below)`, params: [id] }];
}

export function codesOfProject(call: Call): Condition[] {
  checkProject(call);
  return [];
}

/** The segments of a code as it shows them: what it says nothing of is open. */
const shownSegment = (segment: Id, item: Doc | undefined): Doc => ({
  segmentId: segment,
  segmentItemId: item?.id ?? null,
  code: item?.code ?? null,
  description: item?.description ?? null,
  path: item?.path ?? null,
});

interface Binding {
  segment: Id;
  item: Doc | undefined;
}

/** Members of the code of these items. */
export function codeMembers(bindings: readonly Binding[]): Doc {
  const bound = bindings.map(({ item }) => item).filter((item) => item !== undefined);
  const code = bindings.map(({ item }) => item?.code ?? '*').join('-');
  return {
    code,
    description: bound.map(({ description }) => String(description)).join(', '),
    segments: bindings.map(({ segment, item }) => shownSegment(segment, item)),
    segmentIds: bindings.map(({ segment }) => segment),
    segmentItemIds: bound.map(({ id }) => id ?? null),
  };
}

/** The code of these items, as an answer; the one that exists already when there is one. */
function codeOf(store: Store, bindings: readonly Binding[]): Answer {
  const members = codeMembers(bindings);
  const [known] = store.find(budgetCodes, 'code', String(members.code));
  return { value: { code: shown(known ?? store.insert(budgetCodes, members)) } };
}

const shown = ({ id = null, code = null, description = null, segments: parts = [] }: Doc): Doc => ({
  id,
  code,
  description,
  segments: parts,
});

function itemNamed(store: Store, id: Id, path: string): Doc {
  const item = store.get(segmentItems, id);
  if (!item) throw invalid({ [path]: [`Segment item with id ${id} was not found.`] });
  return item;
}

/** A full code has exactly one item of every required segment, and at most one of the others. */
export function createCode(call: Call): Answer {
  const { store } = call;
  const path = 'segmentItemIds';
  const items = idsAt(bodyDoc(call), path).map((id) => itemNamed(store, id, path));
  const wanted = store.find(segments, 'active', 1);
  if (new Set(items.map((item) => item.segmentId)).size < items.length)
    throw invalid({ [path]: ['Two items are of the same segment.'] });
  const missing = wanted.filter(
    ({ id, isRequired }) => isRequired === true && !items.some((item) => item.segmentId === id),
  );
  if (missing.length > 0)
    throw invalid({ [path]: missing.map(({ name }) => `An item of ${String(name)} is missing.`) });
  const bindings = wanted.flatMap(({ id }) => {
    const item = items.find((one) => one.segmentId === id);
    return item ? [{ segment: id as Id, item }] : [];
  });
  if (bindings.length === 0) throw invalid({ [path]: ['At least one item is required.'] });
  return codeOf(store, bindings);
}

/** A partial code leaves segments open. */
export function createPartialCode(call: Call): Answer {
  const { store } = call;
  const parts = docsAt(bodyDoc(call), 'segments');
  if (parts.length === 0) throw invalid({ segments: ['At least one segment is required.'] });
  const bindings = parts.map((part, at) => {
    const segment = idAt(part, 'segmentId') ?? 0;
    if (!store.get(segments, segment))
      throw invalid({ [`segments[${at}].segmentId`]: [`Segment with id ${segment} was not found.`] });
    const id = idAt(part, 'segmentItemId');
    const path = `segments[${at}].segmentItemId`;
    const item = id === undefined ? undefined : itemNamed(store, id, path);
    if (item && item.segmentId !== segment) throw invalid({ [path]: ['The item is of another segment.'] });
    return { segment, item };
  });
  return codeOf(store, bindings);
}

/** The documents describe no body of these two calls, so there is nothing to make codes of. */
export const createNoCodes = (): Answer => ({ value: { codes: [] } });

/** Which of the codes asked for exist. */
export function matchCodes(call: Call): Answer {
  checkProject(call);
  const asked = Array.isArray(call.query.codes) ? call.query.codes.map(String) : [String(call.query.codes)];
  const matches = asked.map((code) => {
    const budget = call.store.find(budgetCodes, 'code', code).map(shown);
    return { code, isValid: budget.length > 0, budgetCodes: budget };
  });
  return { value: { matches } };
}
