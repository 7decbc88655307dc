import type { Adapter, AdapterPayload } from 'oidc-provider';
import type { Client, World } from './world.ts';

/** What the sign-in remembers of one grant, token or session. */
export interface TokenRecord {
  readonly key: string;
  readonly payload: AdapterPayload;
  readonly expiresAtMs: number;
  readonly consumedAtMs: number | null;
}

export interface TokenStore {
  adapter(model: string): Adapter;
  /** The records a restart must not lose: a connected contractor stays connected. */
  lasting(): readonly TokenRecord[];
}

/** Reference 3.1: a spent refresh token still works for about a minute. */
const GRACE_MS = 60_000;
const LASTING = /^(AccessToken|RefreshToken|Grant):/;
const SWEEP_AT = 1_000;

function clientMetadata(client: Client): AdapterPayload {
  return {
    client_id: client.clientId,
    client_secret: client.clientSecret,
    client_name: client.clientId,
    // The sign-in refuses clients without any address; this one can never be reached.
    redirect_uris:
      client.redirectUris.length > 0 ? [...client.redirectUris] : ['https://unregistered.invalid/'],
    grant_types: ['authorization_code', 'refresh_token'],
    response_types: ['code'],
    token_endpoint_auth_method: 'client_secret_basic',
    id_token_signed_response_alg: 'ES256',
  };
}

/** Storage for the sign-in that lives by the world's clock, not the machine's, so that expiry can be played through. */
export function createTokenStore(
  world: World,
  saved: readonly TokenRecord[],
  changed: () => void,
): TokenStore {
  const records = new Map(saved.map((record) => [record.key, record]));
  const nowMs = () => world.clock.now().epochMilliseconds;

  function sweep(): void {
    const now = nowMs();
    for (const [key, record] of records) if (record.expiresAtMs <= now) records.delete(key);
  }

  function live(key: string): AdapterPayload | undefined {
    const record = records.get(key);
    if (!record || record.expiresAtMs <= nowMs()) return undefined;
    const spent = record.consumedAtMs;
    if (spent === null || (key.startsWith('RefreshToken:') && nowMs() - spent < GRACE_MS))
      return record.payload;
    return { ...record.payload, consumed: Math.floor(spent / 1_000) };
  }

  function found(model: string, match: (payload: AdapterPayload) => boolean): AdapterPayload | undefined {
    for (const [key, record] of records) {
      if (key.startsWith(`${model}:`) && match(record.payload)) return live(key);
    }
    return undefined;
  }

  return {
    lasting: () => [...records.values()].filter((record) => LASTING.test(record.key)),
    adapter: (model) => ({
      async upsert(id, payload, expiresIn) {
        if (records.size > SWEEP_AT) sweep();
        const key = `${model}:${id}`;
        const expiresAtMs = expiresIn === undefined ? Number.MAX_SAFE_INTEGER : nowMs() + expiresIn * 1_000;
        records.set(key, { key, payload, expiresAtMs, consumedAtMs: null });
        changed();
      },
      async find(id) {
        if (model !== 'Client') return live(`${model}:${id}`);
        const client = world.clients.get(id);
        return client && clientMetadata(client);
      },
      async findByUserCode(userCode) {
        return found(model, (payload) => payload.userCode === userCode);
      },
      async findByUid(uid) {
        return found(model, (payload) => payload.uid === uid);
      },
      async consume(id) {
        const record = records.get(`${model}:${id}`);
        // The minute of grace runs from the first use: using it again must not prolong it.
        if (record) records.set(record.key, { ...record, consumedAtMs: record.consumedAtMs ?? nowMs() });
        changed();
      },
      async destroy(id) {
        records.delete(`${model}:${id}`);
        changed();
      },
      async revokeByGrantId(grantId) {
        for (const [key, record] of records) if (record.payload.grantId === grantId) records.delete(key);
        changed();
      },
    }),
  };
}
