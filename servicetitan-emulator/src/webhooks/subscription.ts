/** Who is told of what, and how: reads and checks a subscription. */
import { createHmac, randomUUID } from 'node:crypto';
import { type FieldErrors, invalid } from '../wire/problem.ts';
import { ENVELOPES, type Envelope, EVENT_NAMES } from './events.ts';

const DIGESTS = ['sha256', 'sha1', 'sha512'] as const;
const ENCODINGS = ['hex', 'base64'] as const;

export interface WebhookOptions {
  url: string;
  /** Event names, `*` for any run of characters: `job.*`; all when absent. */
  events?: readonly string[];
  /** Key of the signature; nothing is signed without one. */
  secret?: string;
  /** Header of the signature. */
  header?: string;
  digest?: (typeof DIGESTS)[number];
  encoding?: (typeof ENCODINGS)[number];
  /** Put before the signature in the header, such as `sha256=`. */
  prefix?: string;
  envelope?: Envelope;
  /** Only events of this tenant. */
  tenantId?: string;
}

export interface Subscription extends Required<Omit<WebhookOptions, 'secret' | 'tenantId'>> {
  id: string;
  secret: string | null;
  tenantId: string | null;
}

/** @throws Refusal 400 by member. */
export function subscriptionOf(options: Readonly<Record<string, unknown>>): Subscription {
  const errors: FieldErrors = {};
  const text = (name: string, otherwise: string): string => {
    const value = options[name] ?? otherwise;
    if (typeof value === 'string') return value;
    errors[name] = ['It must be text.'];
    return otherwise;
  };
  const oneOf = <T extends string>(name: string, allowed: readonly T[], otherwise: T): T => {
    const found = allowed.find((one) => one === (options[name] ?? otherwise));
    if (found === undefined) errors[name] = [`It must be one of ${allowed.join(', ')}.`];
    return found ?? otherwise;
  };
  const url = text('url', '');
  if (!/^https?:$/.test(URL.parse(url)?.protocol ?? '')) errors.url = ['It must be an http(s) address.'];
  const events = options.events ?? ['*'];
  if (!Array.isArray(events) || events.length === 0 || !events.every(isPattern))
    errors.events = [`It must be a list of event names: ${EVENT_NAMES.join(', ')}; * stands for anything.`];
  const header = text('header', 'x-servicetitan-signature');
  if (!/^[\w-]+$/.test(header)) errors.header = ['It must be the name of a header.'];
  const subscription: Subscription = {
    id: randomUUID(),
    url,
    events: events as string[],
    secret: options.secret == null ? null : text('secret', ''),
    header,
    digest: oneOf('digest', DIGESTS, 'sha256'),
    encoding: oneOf('encoding', ENCODINGS, 'hex'),
    prefix: text('prefix', ''),
    envelope: oneOf('envelope', ENVELOPES, 'v2'),
    tenantId: options.tenantId == null ? null : String(options.tenantId),
  };
  if (Object.keys(errors).length > 0) throw invalid(errors);
  return subscription;
}

const patternOf = (pattern: string): RegExp =>
  new RegExp(
    `^${pattern
      .split('*')
      .map((part) => part.replaceAll('.', '\\.'))
      .join('.*')}$`,
  );

/** A pattern that some event meets. */
const isPattern = (pattern: unknown): boolean =>
  typeof pattern === 'string' &&
  /^[\w.*]+$/.test(pattern) &&
  EVENT_NAMES.some((name) => patternOf(pattern).test(name));

export const wants = ({ events, tenantId }: Subscription, name: string, tenant: string): boolean =>
  (tenantId === null || tenantId === tenant) && events.some((pattern) => patternOf(pattern).test(name));

/** Headers of a delivery; the signature is over the body as it is sent. */
export function headersOf(
  { secret, header, digest, encoding, prefix }: Subscription,
  body: string,
): Record<string, string> {
  const type = { 'Content-Type': 'application/json; charset=utf-8' };
  if (secret === null) return type;
  return { ...type, [header]: prefix + createHmac(digest, secret).update(body).digest(encoding) };
}
