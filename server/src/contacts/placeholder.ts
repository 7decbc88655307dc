/** Addresses and numbers that offices enter when they have none (H16); they never tell who somebody is. */
export interface Placeholders {
  /** Exact or with `*` for anything, in lower case. */
  readonly emails: readonly string[];
  /** E.164. */
  readonly phones: readonly string[];
}

export interface PlaceholderFilter {
  readonly email: (value: string) => boolean;
  readonly phone: (value: string) => boolean;
}

/** Compiles a list once for many values. */
export function placeholderFilter({ emails, phones }: Placeholders): PlaceholderFilter {
  const exact = new Set(
    emails.filter((pattern) => !pattern.includes('*')).map((email) => email.toLowerCase()),
  );
  const patterns = emails
    .filter((pattern) => pattern.includes('*'))
    .map((pattern) => new RegExp(`^${pattern.toLowerCase().split('*').map(RegExp.escape).join('.*')}$`));
  const numbers = new Set(phones);
  return {
    email: (value) => exact.has(value) || patterns.some((pattern) => pattern.test(value)),
    phone: (value) => numbers.has(value),
  };
}
