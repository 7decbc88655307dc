/**
 * People: how numbers and names are read, when two records mean one person, and the contacts made of them. May import
 * platform, accounts, connections, sync.
 */
export {
  certainMatch,
  compatibleNames,
  type Known,
  type MatchReason,
  matchReason,
  type Person,
  sameAddress,
} from './match.ts';
export { callerOf, type LinkedPerson, linkName, personOf, readLink } from './person.ts';
export { displayPhone, nationalDigits, normalizePhone } from './phone.ts';
export { placeholderFilter } from './placeholder.ts';
export { lockContacts, type Resolved, resolvePeople } from './resolve.ts';
export { contactRoutes } from './routes.ts';
export { readSearch } from './search.ts';
