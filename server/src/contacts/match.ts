/** What is known of the person who asks. */
export interface Person {
  readonly name: string;
  readonly phone: string | null;
  readonly email: string | null;
}

/** A customer that ServiceTitan holds. */
export interface Known {
  readonly id: string;
  readonly name: string;
  readonly phones: readonly string[];
  readonly emails: readonly string[];
}

export type MatchReason = 'phone' | 'email';

/** Why `known` may be the person, strongest reason first; null when nothing speaks for it. Phones in E.164. */
export function matchReason(person: Person, known: Known): MatchReason | null {
  if (person.phone && known.phones.includes(person.phone)) return 'phone';
  if (person.email && known.emails.some((email) => email.toLowerCase() === person.email?.toLowerCase()))
    return 'email';
  return null;
}

/**
 * The one customer that may be taken without asking a person: reached by the same phone or e-mail, under a compatible
 * name, and the only such one. A shared phone alone (a landlord, an office, a proxy number of the marketplace) is no
 * proof, so anything else is left to the CSR or becomes a new customer.
 */
export function certainMatch(person: Person, known: readonly Known[]): Known | null {
  const found = known.filter(
    (candidate) => matchReason(person, candidate) !== null && compatibleNames(person.name, candidate.name),
  );
  return found.length === 1 ? (found[0] ?? null) : null;
}

/**
 * Whether two ways to write a name may mean one person: the same words in any order, or the same first name with a last
 * name cut to its initial, as Thumbtack sends it ("Ana T.").
 */
export function compatibleNames(one: string, other: string): boolean {
  const a = words(one);
  const b = words(other);
  if (a.length === 0 || b.length === 0) return false;
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  const left = [...long];
  return (
    short.every((word) => {
      const at = left.findIndex(
        (candidate) =>
          candidate === word ||
          (word.length === 1 && candidate.startsWith(word)) ||
          (candidate.length === 1 && word.startsWith(candidate)),
      );
      if (at === -1) return false;
      left.splice(at, 1);
      return true;
    }) &&
    short.some((word) => word.length > 1 && long.includes(word)) &&
    short.length > 1
  );
}

function words(name: string): string[] {
  return name
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
}

/** Whether two street addresses are one place: same five digits of zip and the same street, common words abbreviated. */
export function sameAddress(
  one: { street: string; zip: string },
  other: { street: string; zip: string },
): boolean {
  return (
    one.zip.slice(0, 5) === other.zip.slice(0, 5) &&
    streetKey(one.street) !== '' &&
    streetKey(one.street) === streetKey(other.street)
  );
}

const streetWords: Record<string, string> = {
  street: 'st',
  avenue: 'ave',
  av: 'ave',
  road: 'rd',
  drive: 'dr',
  lane: 'ln',
  court: 'ct',
  boulevard: 'blvd',
  place: 'pl',
  circle: 'cir',
  parkway: 'pkwy',
  terrace: 'ter',
  trail: 'trl',
  way: 'way',
  north: 'n',
  south: 's',
  east: 'e',
  west: 'w',
};

function streetKey(street: string): string {
  return words(street)
    .map((word) => streetWords[word] ?? word)
    .join(' ');
}
