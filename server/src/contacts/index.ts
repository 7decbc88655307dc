/** People: how numbers and names are read and when two records mean one person. Pure; imports platform only. */
export {
  certainMatch,
  compatibleNames,
  type Known,
  type MatchReason,
  matchReason,
  type Person,
  sameAddress,
} from './match.ts';
export { displayPhone, nationalDigits, normalizePhone } from './phone.ts';
