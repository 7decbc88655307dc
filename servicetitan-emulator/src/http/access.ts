/** Who may call: the token endpoint's decision, and the checks that every API call passes (reference: checklist 1, 2). */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { LIMITS, type Operation } from 'servicetitan/contract';
import { problem, Refusal, unmatched } from '../wire/problem.ts';

/** An app as one tenant has connected it. */
export interface App {
  appKey: string;
  clientId: string;
  clientSecret: string;
  tenantId: string;
  /** Scopes granted; every scope of the contract when absent. */
  scopes?: readonly string[];
}

export interface Access {
  apps: readonly App[];
  /** Every scope of the contract. */
  allScopes: () => readonly string[];
  /** Key of the signatures under tokens. */
  secret: string;
  /** Milliseconds since 1970 by the emulator's clock. */
  now(): number;
}

/**
 * Answer of the token endpoint to a form body.
 * @throws Refusal 400 in the shape of OAuth (RFC 6749, section 5.2).
 */
export function grant(access: Access, contentType: string, body: string) {
  if (!/^application\/x-www-form-urlencoded\b/i.test(contentType)) throw oauth('invalid_request');
  const form = new URLSearchParams(body);
  if (!form.get('grant_type')) throw oauth('invalid_request');
  if (form.get('grant_type') !== 'client_credentials') throw oauth('unsupported_grant_type');
  const app = access.apps.find(({ clientId }) => clientId === form.get('client_id'));
  if (!app || !equal(app.clientSecret, form.get('client_secret') ?? '')) throw oauth('invalid_client');
  const claims = `${app.clientId}\n${access.now() + LIMITS.tokenSeconds * 1000}`;
  return {
    access_token: `${Buffer.from(claims).toString('base64url')}.${seal(access.secret, claims)}`,
    expires_in: LIMITS.tokenSeconds,
    token_type: 'Bearer',
    scope: scopesOf(access, app).join(' '),
  };
}

const oauth = (error: string): Refusal => new Refusal(400, { error });

/**
 * The app that may make the call. Checked in this order: token, app key and tenant, scope.
 * @throws Refusal 401, 404 as the gateway words it, or 403.
 */
export function admit(
  access: Access,
  operation: Operation,
  tenantId: string,
  headers: { authorization: string | undefined; appKey: string | undefined },
): App {
  const app = bearer(access, headers.authorization);
  if (!app) {
    throw problem(
      401,
      'The access token is missing, invalid or expired.',
      {},
      { 'WWW-Authenticate': 'Bearer' },
    );
  }
  if (headers.appKey === undefined || !equal(app.appKey, headers.appKey)) throw unmatched();
  if (app.tenantId !== tenantId) throw unmatched();
  const granted = scopesOf(access, app);
  if (operation.scopes.length > 0 && !operation.scopes.some((scope) => granted.includes(scope))) {
    throw problem(403, 'Scope validation failed');
  }
  return app;
}

/** The app of a token, which may come bare or after `Bearer`; undefined when it is not one, or expired. */
function bearer(access: Access, authorization: string | undefined): App | undefined {
  const token = (authorization ?? '').replace(/^bearer\s+/i, '').trim();
  const [encoded = '', signature = ''] = token.split('.');
  const claims = Buffer.from(encoded, 'base64url').toString();
  if (!equal(seal(access.secret, claims), signature)) return undefined;
  const [clientId, expires] = claims.split('\n');
  if (Number(expires) <= access.now()) return undefined;
  return access.apps.find((app) => app.clientId === clientId);
}

const scopesOf = (access: Access, app: App): readonly string[] => app.scopes ?? access.allScopes();

const seal = (secret: string, text: string): string =>
  createHmac('sha256', secret).update(text).digest('base64url');

/** Compares without telling by its time how much agreed. */
function equal(expected: string, actual: string): boolean {
  const [left, right] = [Buffer.from(expected), Buffer.from(actual)];
  return left.length === right.length && timingSafeEqual(left, right);
}
