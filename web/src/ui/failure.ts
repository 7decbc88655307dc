import type { TFunction } from 'i18next';
import { Problem } from '../api/problem.ts';

const EXPLAINED = [
  'network',
  'servicetitan_unreachable',
  'booking_not_open',
  'booking_changed',
  'forbidden',
  'not_found',
  'too_many_requests',
  'invitation_closed',
  'servicetitan_not_connected',
  'servicetitan_credentials',
  'last_owner',
  'validation',
] as const;

export interface FailureText {
  /** What happened. */
  title: string;
  /** What is and is not lost, and what to do. */
  hint: string;
}

/** Says a fault in words for people: the catalogue's for known codes, else the server's own public message. */
export function failureText(t: TFunction, fault: unknown): FailureText {
  const code = fault instanceof Problem ? fault.code : 'unknown';
  const known = EXPLAINED.find((candidate) => candidate === code);
  if (known) return { title: t(`failure.${known}.title`), hint: t(`failure.${known}.hint`) };
  const said = fault instanceof Problem ? fault.message : '';
  return { title: said === '' ? t('failure.unknown.title') : said, hint: t('failure.unknown.hint') };
}
