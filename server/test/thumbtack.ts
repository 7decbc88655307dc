import {
  addAccount,
  clientContext,
  findIntegration,
  hookUrl,
  saveCategories,
  saveIntegration,
  secretOf,
} from '../src/integrations/index.ts';
import { inWorkspace } from '../src/platform/index.ts';
import type { TestApp } from './app.ts';

export interface Hook {
  readonly integrationId: string;
  readonly accountId: string;
  /** Path of the delivery address. */
  readonly path: string;
  readonly headers: Record<string, string>;
}

/** Connects a Thumbtack business to the workspace as the self-serve webhook does, without OAuth. */
export async function connectThumbtack(
  house: TestApp,
  workspaceId: string,
  business = { businessRef: '900', name: 'Demo Plumbing' },
): Promise<Hook> {
  const room = house.parts;
  return await inWorkspace(room.db, workspaceId, async (tx) => {
    const integrationId = await saveIntegration(tx, workspaceId, {
      source: 'thumbtack',
      apiUrl: 'http://127.0.0.1:9/api/v4',
      authorizeUrl: 'http://127.0.0.1:9/oauth2/auth',
      tokenUrl: 'http://127.0.0.1:9/oauth2/token',
      clientId: 'client',
      clientSecret: room.vault.seal('secret', clientContext(workspaceId)),
    });
    const integration = await findIntegration(tx, integrationId);
    if (!integration) throw new Error('not saved');
    await saveCategories(tx, workspaceId, integration, [
      { categoryId: '1234', name: 'Drain Repair', standardJobTypeId: 'plumbing.unclog-drain' },
    ]);
    const account = await addAccount(
      room,
      tx,
      workspaceId,
      integration,
      { ...business, imageUrl: null },
      null,
    );
    const secret = secretOf(room, account);
    if (secret.kind !== 'basic') throw new Error('expected a Basic pair');
    return {
      integrationId,
      accountId: account.id,
      path: new URL(hookUrl(room, account)).pathname,
      headers: {
        'content-type': 'application/json',
        authorization: `Basic ${Buffer.from(`${secret.username}:${secret.password}`).toString('base64')}`,
      },
    };
  });
}

/** A negotiation delivery in the shape of reference 3.3, with what the test changes. */
export function negotiation(
  id: string,
  changes: Record<string, unknown> = {},
  request: Record<string, unknown> = {},
) {
  return {
    event: { eventType: 'NegotiationCreatedV4', webhookID: '501', triggeredAt: '2026-11-02T15:04:05Z' },
    data: {
      negotiationID: id,
      createdAt: '2026-11-02T15:04:03Z',
      status: 'Open',
      leadPrice: '$31.00',
      chargeState: 'Pending',
      customer: { customerID: '81', firstName: 'Ana', lastName: 'T.', phone: '3035550101' },
      business: { businessID: '900', name: 'Demo Plumbing' },
      request: {
        requestID: '42',
        category: { categoryID: '1234', name: 'Drain Repair' },
        description: 'The kitchen sink drains slowly.',
        location: { city: 'Denver', state: 'CO', zipCode: '80210' },
        proposedTimes: [{ start: '2099-03-03T16:00:00Z', end: '2099-03-03T18:00:00Z' }],
        details: [{ question: 'Problem', answer: 'Slow drain' }],
        ...request,
      },
      ...changes,
    },
  };
}

/** Sends a delivery into the app; a string goes as it is. */
export async function deliver(
  house: TestApp,
  hook: Hook,
  body: unknown,
  headers: Record<string, string> = hook.headers,
): Promise<{ status: number; body: unknown }> {
  const answer = await house.app.inject({
    method: 'POST',
    url: hook.path,
    headers,
    payload: typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body),
  });
  return { status: answer.statusCode, body: answer.body ? JSON.parse(answer.body) : null };
}
