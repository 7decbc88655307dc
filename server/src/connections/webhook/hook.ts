import type { FastifyInstance } from 'fastify';
import { enqueue, inWorkspace, Problem } from '../../platform/index.ts';
import type { ConnectionRoom } from '../wizard.ts';
import { readEnvelope, resourceOfEvent } from './envelope.ts';
import { isSigned } from './signature.ts';
import { connectionOfTenant, countRefusal, findByKey, type HookOwner, keepDelivery } from './store.ts';

/** Models are close to those of the API; the largest record stays far below. */
const largestBody = 4 * 1024 * 1024;

/** Binds the signing secret to its workspace and use. */
export const webhookContext = (workspaceId: string): string => `servicetitan-webhook:${workspaceId}`;

/**
 * `POST /hooks/servicetitan/<key>`: where ServiceTitan tells of changes (H26). Answers 200 once the delivery is stored, also
 * a second time; 401 when the signature is missing or wrong; 404 for an unknown address.
 *
 * Nothing unsigned is let in, not even before a secret was entered: who knows the address could otherwise have the API
 * read at will. Without webhooks calls come with the next poll; nothing is lost.
 */
export async function serviceTitanHook(app: FastifyInstance, room: ConnectionRoom): Promise<void> {
  await app.register(async (scope) => {
    // The signature covers the raw bytes, and a body that is not JSON must still be kept: so nothing parses it here.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: largestBody }, (_request, body, done) =>
      done(null, body),
    );
    scope.post<{ Params: { key: string } }>(
      '/hooks/servicetitan/:key',
      { schema: { hide: true }, bodyLimit: largestBody, helmet: false },
      async (request) => {
        const owner = await findByKey(room.db.system, request.params.key);
        if (!owner)
          throw new Problem(
            404,
            'unknown_hook',
            'Nothing is delivered to this address. Copy it again from the connection.',
          );
        const body = request.body instanceof Uint8Array ? request.body : new Uint8Array();
        await refuseUnsigned(owner, body, request.headers[owner.signature.header]);
        return { received: await receive(owner, body) };
      },
    );
  });

  async function refuseUnsigned(
    owner: HookOwner,
    body: Uint8Array,
    given: string | string[] | undefined,
  ): Promise<void> {
    const secret = owner.secret && room.vault.open(owner.secret, webhookContext(owner.workspaceId));
    const header = typeof given === 'string' ? given : undefined;
    if (secret && isSigned(body, header, secret, owner.signature)) return;
    await inWorkspace(room.db, owner.workspaceId, async (tx) => await countRefusal(tx, owner, now()));
    throw new Problem(
      401,
      'wrong_signature',
      secret
        ? `The signature in ${owner.signature.header} is missing or wrong. Compare the secret in the developer portal with the one of the connection.`
        : 'No signing secret is set for this connection yet. Enter the one of the developer portal first.',
    );
  }

  /** Raw first: kept and, in the same transaction, passed on as a hint. Hints of a burst become one. */
  async function receive(owner: HookOwner, body: Uint8Array): Promise<string> {
    const envelope = readEnvelope(body);
    return await inWorkspace(room.db, owner.workspaceId, async (tx) => {
      if (!(await keepDelivery(tx, owner, envelope, body, now()))) return 'duplicate';
      const connectionId =
        envelope.tenantId === null
          ? owner.status === 'active'
            ? owner.connectionId
            : null
          : await connectionOfTenant(tx, envelope.tenantId);
      if (connectionId === null) return 'ignored';
      const { event } = envelope;
      const resource = resourceOfEvent(event);
      await enqueue(
        tx,
        'sync:hint',
        { workspaceId: owner.workspaceId, connectionId, event, resource },
        { key: `sync:hint:${connectionId}:${resource ?? 'any'}` },
      );
      return 'accepted';
    });
  }

  function now(): Date {
    return new Date(room.clock.now().epochMilliseconds);
  }
}
