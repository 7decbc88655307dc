import { randomUUID } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Provider } from 'oidc-provider';
import { z } from 'zod';
import type { Business, Negotiation, User, World } from './world.ts';

/** A refusal in the API's own shape: `{detail, traceID}` (reference 3.1). */
export class Refusal extends Error {
  readonly statusCode: number;
  readonly retryAfterSeconds: number | null;

  constructor(statusCode: number, detail: string, retryAfterSeconds: number | null = null) {
    super(detail);
    this.name = 'Refusal';
    this.statusCode = statusCode;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

export interface Gate {
  /** The person behind the request's token, who must have permitted `scope`; throws `Refusal` 401 or 429. */
  enter(request: FastifyRequest, scope: string): Promise<User>;
  /** The business, if it belongs to the person; otherwise it does not exist for them: `Refusal` 404. */
  business(user: User, businessID: string): Business;
  negotiation(user: User, negotiationID: string): Negotiation;
  limit(requestsPerMinute: number): void;
}

/** Reference 3.2: 360 a minute is published for the demand side; the pro side's limit is not. */
const REQUESTS_PER_MINUTE = 360;
const MINUTE_MS = 60_000;

export function createGate(world: World, authority: () => Provider): Gate {
  let allowance = REQUESTS_PER_MINUTE;
  let minute = 0;
  const used = new Map<string, number>();

  /** One allowance per person and full minute. */
  function count(userID: string): void {
    const nowMs = world.clock.now().epochMilliseconds;
    const current = Math.floor(nowMs / MINUTE_MS);
    if (current !== minute) used.clear();
    minute = current;
    const calls = (used.get(userID) ?? 0) + 1;
    used.set(userID, calls);
    if (calls > allowance) {
      const seconds = Math.ceil(((current + 1) * MINUTE_MS - nowMs) / 1_000);
      throw new Refusal(429, `More than ${allowance} requests in a minute.`, seconds);
    }
  }

  return {
    async enter(request, scope) {
      const [, bearer] = /^bearer +(\S+)$/i.exec(request.headers.authorization ?? '') ?? [];
      const token = bearer && (await authority().AccessToken.find(bearer));
      const user = token && world.users.find(({ userID }) => userID === token.accountId);
      if (!token || !user) throw new Refusal(401, 'The access token is missing, wrong or expired.');
      count(user.userID);
      if (!token.scopes.has(scope)) throw new Refusal(401, `The access token lacks the scope ${scope}.`);
      return user;
    },
    business(user, businessID) {
      const business = world.businesses.find((known) => known.businessID === businessID);
      if (!business || !user.businessIDs.includes(businessID)) throw new Refusal(404, 'No such business.');
      return business;
    },
    negotiation(user, negotiationID) {
      const negotiation = world.negotiations.get(negotiationID);
      if (!negotiation || !user.businessIDs.includes(negotiation.businessID)) {
        throw new Refusal(404, 'No such negotiation.');
      }
      return negotiation;
    },
    limit(requestsPerMinute) {
      allowance = requestsPerMinute;
    },
  };
}

function statusOf(error: unknown): number {
  if (error instanceof z.ZodError) return 422;
  const status = typeof error === 'object' && error !== null ? Reflect.get(error, 'statusCode') : undefined;
  return typeof status === 'number' ? status : 500;
}

function detailOf(error: unknown): string {
  if (error instanceof z.ZodError) return z.prettifyError(error);
  return error instanceof Error ? error.message : String(error);
}

/** Every failure of these routes in the API's shape. */
export function answerRefusals(app: FastifyInstance): void {
  app.setErrorHandler((error, _request, reply) => {
    if (error instanceof Refusal && error.retryAfterSeconds !== null) {
      reply.header('retry-after', String(error.retryAfterSeconds));
    }
    return reply.code(statusOf(error)).send({ detail: detailOf(error), traceID: randomUUID() });
  });
  app.setNotFoundHandler((_request, reply) =>
    reply.code(404).send({ detail: 'No such path.', traceID: randomUUID() }),
  );
}
