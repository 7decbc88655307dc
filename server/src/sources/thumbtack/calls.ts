import { z } from 'zod';
import {
  type CallOutcome,
  type DeliverySecret,
  type LeadProgress,
  type Source,
  SourceError,
} from '../source.ts';
import { asText } from './json.ts';
import { type Answer, request } from './request.ts';

/** The events asked for: leads, and messages of both sides (reference 3.3). */
const EVENT_TYPES = ['NegotiationCreatedV4', 'MessageCreatedV4'];

/** Reference 3.2. */
const LONGEST_TEXT = 16_384;

const JOB_STATUS: Readonly<Record<LeadProgress, string>> = {
  scheduled: 'appt_scheduled',
  completed: 'job_complete',
  paid: 'invoice_paid',
  cancelled_by_customer: 'customer_cancel',
  cancelled_by_contractor: 'pro_cancel',
  not_scheduled: 'not_scheduled',
};

const text = z.unknown().transform(asText).prefault(null);
const businesses = z.object({ data: z.array(z.object({ businessID: text, name: text, imageURL: text })) });
const webhook = z.object({ webhookID: text, webhookURL: text });
const webhooks = z.object({ data: z.array(webhook).catch([]).prefault([]) }).catch({ data: [] });
const failure = z.object({ detail: text, traceID: text }).catch({ detail: null, traceID: null });

type Failure = Extract<CallOutcome, { ok: false }>;

function codeOf(status: number): Failure['code'] {
  if (status === 401 || status === 403) return 'unauthorized';
  if (status === 404) return 'not_found';
  if (status === 429) return 'throttled';
  return status >= 400 && status < 500 ? 'invalid' : 'unavailable';
}

function outcomeOf(answer: Answer): CallOutcome {
  if (answer.kind === 'unreachable') {
    return {
      ok: false,
      code: 'unavailable',
      message: `Thumbtack: ${answer.reason}`,
      retryAfterSeconds: null,
    };
  }
  const { status, body, retryAfterSeconds } = answer;
  if (status >= 200 && status < 300) return { ok: true };
  const { detail, traceID } = failure.parse(body);
  const message = `Thumbtack answered ${status}: ${detail ?? 'no detail'}${traceID ? ` (trace ${traceID})` : ''}`;
  return { ok: false, code: codeOf(status), message, retryAfterSeconds };
}

/** A refusal where the flow cannot go on: set-up calls. */
function thrown(outcome: Failure): SourceError {
  const options = { detail: outcome.message };
  if (outcome.code === 'unauthorized') {
    const message = 'Thumbtack no longer accepts this connection. Please sign in with Thumbtack again.';
    return new SourceError('expired', message, options);
  }
  if (outcome.code === 'throttled' || outcome.code === 'unavailable') {
    return new SourceError(
      'unavailable',
      'Thumbtack is not answering. Please try again in a few minutes.',
      options,
    );
  }
  return new SourceError(
    'rejected',
    'Thumbtack refused the request. Please check the account and try again.',
    options,
  );
}

/** The body of an answer that must be a success. Throws `SourceError`. */
function bodyOf(answer: Answer): unknown {
  const outcome = outcomeOf(answer);
  if (!outcome.ok) throw thrown(outcome);
  return answer.kind === 'answer' ? answer.body : null;
}

function unexpected(what: string): SourceError {
  return new SourceError('unavailable', 'Thumbtack sent an answer that could not be read.', { detail: what });
}

/** For calls whose failure is an outcome: a connection that cannot be renewed is one as well. */
async function attempted(call: () => Promise<Answer>): Promise<CallOutcome> {
  try {
    return outcomeOf(await call());
  } catch (cause) {
    if (!(cause instanceof SourceError)) throw cause;
    const code = cause.code === 'unavailable' ? 'unavailable' : 'unauthorized';
    return { ok: false, code, message: cause.message, retryAfterSeconds: null };
  }
}

function registeredAuth(secret: DeliverySecret): Record<string, string> {
  return secret.kind === 'basic'
    ? { username: secret.username, password: secret.password }
    : { header: secret.header, value: secret.value };
}

/** GET `businesses`: the accounts of the person who signed in (L20). */
export const accounts: Source['accounts'] = async (endpoints, tokens, signal) => {
  const answer = await request(endpoints, tokens, { method: 'GET', path: '/businesses' }, signal);
  const read = businesses.safeParse(bodyOf(answer));
  if (!read.success) throw unexpected(`GET businesses: ${z.prettifyError(read.error)}`);
  return read.data.data.flatMap(({ businessID, name, imageURL }) =>
    businessID === null ? [] : [{ businessRef: businessID, name: name ?? businessID, imageUrl: imageURL }],
  );
};

/**
 * POST `businesses/{id}/webhooks`, or PUT over the one that already delivers to this address: set-up may be taken up
 * again at any step (L49) and must not make every lead arrive twice.
 */
export const subscribe: Source['subscribe'] = async (
  endpoints,
  tokens,
  businessRef,
  hookUrl,
  secret,
  signal,
) => {
  const path = `/businesses/${encodeURIComponent(businessRef)}/webhooks`;
  const listed = webhooks.parse(bodyOf(await request(endpoints, tokens, { method: 'GET', path }, signal)));
  const known = listed.data.find((hook) => hook.webhookURL === hookUrl)?.webhookID;
  const body = { webhookURL: hookUrl, eventTypes: EVENT_TYPES, enabled: true, auth: registeredAuth(secret) };
  const answer = known
    ? await request(
        endpoints,
        tokens,
        { method: 'PUT', path: `${path}/${encodeURIComponent(known)}`, body },
        signal,
      )
    : await request(endpoints, tokens, { method: 'POST', path, body }, signal);
  const id = webhook.safeParse(bodyOf(answer)).data?.webhookID ?? known;
  if (!id) throw unexpected('POST webhooks answered without webhookID');
  return id;
};

/** POST `negotiations/{id}/messages`; 1 to 16,384 characters, else `invalid` without a call. */
export const reply: Source['reply'] = async (endpoints, tokens, sourceLeadId, message, signal) => {
  if (message.trim() === '' || message.length > LONGEST_TEXT) {
    const why = `A Thumbtack message needs 1 to ${LONGEST_TEXT} characters; this one has ${message.trim().length}.`;
    return { ok: false, code: 'invalid', message: why, retryAfterSeconds: null };
  }
  const path = `/negotiations/${encodeURIComponent(sourceLeadId)}/messages`;
  return attempted(() =>
    request(endpoints, tokens, { method: 'POST', path, body: { text: message } }, signal),
  );
};

/** POST `negotiations/{id}/job-status`. The member's name is not in the reference; `status` is our reading. */
export const report: Source['report'] = async (endpoints, tokens, sourceLeadId, progress, signal) => {
  const path = `/negotiations/${encodeURIComponent(sourceLeadId)}/job-status`;
  const body = { status: JOB_STATUS[progress] };
  return attempted(() => request(endpoints, tokens, { method: 'POST', path, body }, signal));
};
