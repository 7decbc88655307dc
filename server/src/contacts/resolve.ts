import { sql } from 'kysely';
import type { Tx } from '../platform/index.ts';
import { type Decision, decide } from './decide.ts';
import { findable, type LinkedPerson, linkName, personHash } from './person.ts';
import {
  addConflicts,
  addMerges,
  aloneLinks,
  findLinks,
  findPoints,
  followers,
  type Link,
  moveLinks,
  refreshContacts,
  saveLinks,
  separations,
} from './store.ts';

/** What came of a batch, for counts and dry runs (B20). */
export interface Resolved {
  /** Contact by `kind:key`. */
  readonly contacts: ReadonlyMap<string, string>;
  readonly created: readonly string[];
  readonly matched: readonly {
    readonly key: string;
    readonly name: string | null;
    readonly reason: string;
  }[];
  readonly parked: readonly { readonly key: string; readonly name: string | null; readonly reason: string }[];
  /** Links that stand on another contact than before: what hangs on them has to follow. */
  readonly moved: readonly string[];
}

/** Oldest first: the lowest id is the one that was there before. Callers after customers. */
function order(a: LinkedPerson, b: LinkedPerson): number {
  if (a.kind !== b.kind) return a.kind === 'customer' ? -1 : 1;
  if (a.key.length !== b.key.length) return a.key.length - b.key.length;
  return a.key < b.key ? -1 : Number(a.key > b.key);
}

/**
 * Finds or makes the contact of each person of a batch (H37, GH-10): by what is known of the customer, by phone, by
 * e-mail, in this order; people of the same batch find each other, the oldest first. A handful of statements however
 * many there are.
 */
export async function resolvePeople(
  tx: Tx,
  workspaceId: string,
  connectionId: string,
  people: readonly LinkedPerson[],
): Promise<Resolved> {
  const batch = [...new Map(people.map((person) => [linkName(person), person])).values()].toSorted(order);
  const targets = batch.flatMap(({ mergedInto }) => (mergedInto === null ? [] : [`customer:${mergedInto}`]));
  const known = await findLinks(tx, connectionId, [...batch.map(linkName), ...targets]);
  const changed = batch.filter((person) => {
    const link = known.get(linkName(person));
    return link === undefined || (!person.partial && link.hash !== personHash(person));
  });
  const contacts = new Map([...known].map(([name, link]) => [name, link.contactId]));
  if (changed.length === 0) return { contacts, created: [], matched: [], parked: [], moved: [] };

  // Phones may come later than the customer: who is alone on a contact is looked for again when something changed.
  const alone = await aloneLinks(tx, connectionId, changed.map(linkName));
  const open = changed.filter((person) => !known.has(linkName(person)) || alone.has(linkName(person)));
  const points = await findPoints(
    tx,
    open.flatMap((person) => Object.values(findable(person)).flat()),
  );
  const separate = await separations(tx, connectionId, changed.map(linkName));
  /** Contacts that were left in this batch, by where their one person went. */
  const left = new Map<string, string>();
  const current = (id: string): string => {
    let at = id;
    for (let next = left.get(at); next !== undefined; next = left.get(at)) at = next;
    return at;
  };
  const links: Link[] = [];
  const result = {
    created: [] as string[],
    matched: [] as Resolved['matched'][number][],
    parked: [] as Resolved['parked'][number][],
  };
  const conflicts: { link: Link; decision: Extract<Decision, { kind: 'parked' }> }[] = [];
  const merges: { link: Link; reason: string; evidence: readonly string[]; from: string }[] = [];

  for (const person of changed) {
    const name = linkName(person);
    const before = known.get(name);
    const into = person.mergedInto === null ? undefined : contacts.get(`customer:${person.mergedInto}`);
    const target = into && current(into);
    let contactId = before && current(before.contactId);
    const apart = new Set([...(separate.get(name) ?? [])].map(current));
    const link = (id: string): Link => ({ connectionId, person, contactId: id, hash: personHash(person) });
    if (target !== undefined && target !== contactId && !apart.has(target)) {
      merges.push({
        link: link(target),
        reason: 'ServiceTitan merged the customers',
        evidence: [`customer ${person.key} into ${person.mergedInto}`],
        from: contactId ?? crypto.randomUUID(),
      });
      if (alone.has(name) && contactId !== undefined) left.set(contactId, target);
      contactId = target;
    } else if (contactId === undefined || (alone.has(name) && contactId === before?.contactId)) {
      const { phones, emails } = findable(person);
      const others = new Set(contactId === undefined ? apart : [...apart, contactId]);
      const hits = { phones: hitsOf(points, phones, current), emails: hitsOf(points, emails, current) };
      const decision = decide(hits, others);
      if (decision.kind === 'match') {
        merges.push({
          link: link(decision.contactId),
          reason: decision.reason,
          evidence: decision.evidence,
          from: contactId ?? crypto.randomUUID(),
        });
        if (contactId !== undefined) left.set(contactId, decision.contactId);
        contactId = decision.contactId;
        result.matched.push({ key: person.key, name: person.name, reason: decision.reason });
      } else {
        if (contactId === undefined) {
          contactId = crypto.randomUUID();
          result.created.push(contactId);
        }
        if (decision.kind === 'parked') {
          conflicts.push({ link: link(contactId), decision });
          result.parked.push({ key: person.key, name: person.name, reason: decision.reason });
        }
      }
    }
    contacts.set(name, contactId);
    links.push(link(contactId));
    // Who comes later in the batch finds this one, too.
    for (const value of Object.values(findable(person)).flat())
      points.set(value, new Set(points.get(value)).add(contactId));
    // Nobody else of the batch finds a contact to themselves any more.
    for (const other of alone) if (other !== name && contacts.get(other) === contactId) alone.delete(other);
  }

  const moved = links.filter((link) => {
    const before = known.get(linkName(link.person))?.contactId;
    return before !== undefined && before !== link.contactId;
  });
  await saveLinks(tx, workspaceId, result.created, links);
  await addConflicts(tx, workspaceId, conflicts);
  await addMerges(tx, workspaceId, merges);
  // Customers that were merged into one that is seen only now.
  const late = await followers(
    tx,
    connectionId,
    links
      .map(({ person }) => person)
      .filter(({ kind }) => kind === 'customer')
      .map(({ key }) => key),
  );
  const lateApart = await separations(
    tx,
    connectionId,
    late.map(({ name }) => name),
  );
  for (const { name, into } of late) {
    const contactId = contacts.get(`customer:${into}`);
    if (contactId && !lateApart.get(name)?.has(contactId)) contacts.set(name, contactId);
  }
  const following = late.filter(
    ({ name, contactId }) => contacts.has(name) && contacts.get(name) !== contactId,
  );
  await moveLinks(
    tx,
    connectionId,
    following.map(({ name }) => ({ name, contactId: contacts.get(name) ?? '' })),
  );
  const touched = new Set([
    ...links.map(({ contactId }) => contactId),
    ...moved.map(({ person }) => known.get(linkName(person))?.contactId ?? ''),
    ...following.map(({ contactId }) => contactId),
  ]);
  touched.delete('');
  await refreshContacts(tx, [...touched]);
  return {
    contacts,
    ...result,
    moved: [...moved.map(({ person }) => linkName(person)), ...following.map(({ name }) => name)],
  };
}

function hitsOf(
  points: ReadonlyMap<string, ReadonlySet<string>>,
  values: readonly string[],
  current: (id: string) => string,
): Map<string, ReadonlySet<string>> {
  return new Map(
    values.flatMap((value) => {
      const found = points.get(value);
      return found ? [[value, new Set([...found].map(current))]] : [];
    }),
  );
}

/** Serialises all matching of a workspace: two batches that do not see each other would make one person twice. */
export async function lockContacts(tx: Tx, workspaceId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`contacts:${workspaceId}`}, 0))`.execute(tx);
}
