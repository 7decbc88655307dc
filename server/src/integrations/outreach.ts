import { inWorkspace } from '../platform/index.ts';
import type { CallOutcome, LeadProgress, Source, SourceEndpoints, TokenSource } from '../sources/index.ts';
import { connectorOf, endpointsOf, type Room } from './connect.ts';
import { findAccount, findIntegration } from './store.ts';
import { grantTokens } from './tokens.ts';

/** `unlinked`: the account only delivers (a webhook made by hand), there is nobody to answer to. */
export type Outreach =
  | CallOutcome
  | {
      readonly ok: false;
      readonly code: 'unlinked';
      readonly message: string;
      readonly retryAfterSeconds: null;
    };

/** Sends the customer of a lead a message through the source. */
export async function replyToLead(
  room: Room,
  workspaceId: string,
  accountId: string,
  sourceLeadId: string,
  text: string,
  signal?: AbortSignal,
): Promise<Outreach> {
  return await throughSource(
    room,
    workspaceId,
    accountId,
    async (source, endpoints, tokens) => await source.reply(endpoints, tokens, sourceLeadId, text, signal),
  );
}

/** Tells the source how a lead went (B12). */
export async function reportLead(
  room: Room,
  workspaceId: string,
  accountId: string,
  sourceLeadId: string,
  progress: LeadProgress,
  signal?: AbortSignal,
): Promise<Outreach> {
  return await throughSource(
    room,
    workspaceId,
    accountId,
    async (source, endpoints, tokens) =>
      await source.report(endpoints, tokens, sourceLeadId, progress, signal),
  );
}

async function throughSource(
  room: Room,
  workspaceId: string,
  accountId: string,
  call: (source: Source, endpoints: SourceEndpoints, tokens: TokenSource) => Promise<CallOutcome>,
): Promise<Outreach> {
  const found = await inWorkspace(room.db, workspaceId, async (tx) => {
    const account = await findAccount(tx, accountId);
    return { account, integration: account && (await findIntegration(tx, account.integrationId)) };
  });
  if (!found.account?.grantId || !found.integration)
    return {
      ok: false,
      code: 'unlinked',
      message: 'The account is not signed in at the source.',
      retryAfterSeconds: null,
    };
  const source = connectorOf(found.integration);
  const endpoints = endpointsOf(room.vault, workspaceId, found.integration);
  return await call(
    source,
    endpoints,
    grantTokens(room, source, endpoints, workspaceId, found.account.grantId),
  );
}
