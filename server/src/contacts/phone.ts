import { parsePhoneNumberFromString } from 'libphonenumber-js/max';

/**
 * E.164 of a phone as a person or a source wrote it, read as a US number where no country is given; null when no
 * number can be made of it. Numbers of the 555-01xx range, reserved for examples, count as numbers.
 */
export function normalizePhone(given: string | null): string | null {
  if (!given) return null;
  // Nearly all leads write ten bare digits; the same answer without the parser (held against it by a property test).
  if (/^[2-9]\d{9}$/.test(given)) return `+1${given}`;
  const parsed = parsePhoneNumberFromString(given, 'US');
  return parsed?.isPossible() ? parsed.number : null;
}

/** `(303) 555-0142` for US numbers, the international form for others, the text itself when it is no number. */
export function displayPhone(given: string | null): string | null {
  if (!given) return null;
  const parsed = parsePhoneNumberFromString(given, 'US');
  if (!parsed?.isPossible()) return given;
  return parsed.countryCallingCode === '1' ? parsed.formatNational() : parsed.formatInternational();
}

/** The ten digits that ServiceTitan's own phone filter compares. */
export function nationalDigits(phone: string): string {
  return parsePhoneNumberFromString(phone, 'US')?.nationalNumber ?? phone.replaceAll(/\D/g, '');
}
