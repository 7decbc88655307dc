import { sql } from 'kysely';
import { type Clock, type Database, inWorkspace, type Vault } from '../platform/index.ts';
import {
  type OAuthTokens,
  type Source,
  type SourceEndpoints,
  SourceError,
  type TokenSource,
} from '../sources/index.ts';
import { lockGrant, setGrantTrouble, updateGrant } from './store.ts';

const slack = Temporal.Duration.from({ seconds: 60 });

export function grantContext(workspaceId: string): string {
  return `grant:${workspaceId}`;
}

/**
 * Access tokens of one sign-in. Renewal holds the row's lock: a refresh token works once, and of two processes that
 * find the token stale only one may spend it; the other then reads what the first stored.
 */
export function grantTokens(
  room: { db: Database; vault: Vault; clock: Clock },
  source: Source,
  endpoints: SourceEndpoints,
  workspaceId: string,
  grantId: string,
): TokenSource {
  const context = grantContext(workspaceId);
  const current = async (
    isStale: (tokens: OAuthTokens, expiresAt: Date) => boolean,
    signal?: AbortSignal,
  ): Promise<string> => {
    const answer = await inWorkspace(room.db, workspaceId, async (tx) => {
      const row = await lockGrant(tx, grantId);
      if (!row)
        throw new SourceError('denied', `Sign in with ${source.name} again: the connection was removed.`);
      const tokens = JSON.parse(room.vault.open(row.tokens, context)) as OAuthTokens;
      if (!isStale(tokens, row.expiresAt)) return tokens;
      if (!tokens.refreshToken)
        return new SourceError('expired', `The connection to ${source.name} has expired. Sign in again.`);
      try {
        const fresh = await source.oauth.refresh(endpoints, tokens.refreshToken, signal);
        await updateGrant(tx, grantId, room.vault.seal(JSON.stringify(fresh), context), fresh.expiresAt);
        return fresh;
      } catch (error) {
        if (!(error instanceof SourceError) || error.code === 'unavailable') throw error;
        // Kept with the row (so it must commit): the screen says what to do about it.
        await setGrantTrouble(tx, grantId, error.publicMessage);
        return error;
      }
    });
    if (answer instanceof SourceError) throw answer;
    return answer.accessToken;
  };
  return {
    access: async (signal) =>
      await current(
        (_tokens, expiresAt) => expiresAt.getTime() <= room.clock.now().add(slack).epochMilliseconds,
        signal,
      ),
    refresh: async (stale, signal) => await current((tokens) => tokens.accessToken === stale, signal),
  };
}

/** Whether any sign-in of the workspace needs a person. */
export async function grantTroubles(
  db: Database,
  workspaceId: string,
): Promise<{ integrationId: string; trouble: string }[]> {
  return await inWorkspace(db, workspaceId, async (tx) => {
    const { rows } = await sql<{
      integrationId: string;
      trouble: string;
    }>`select integration_id as "integrationId", trouble from integration_grants where trouble is not null`.execute(
      tx,
    );
    return rows;
  });
}
