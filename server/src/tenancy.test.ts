import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApp, type TestApp } from '../test/app.ts';
import { connectThumbtack, deliver, negotiation } from '../test/thumbtack.ts';
import { defaultSettings } from './connections/index.ts';

/** DESIGN.md, Rules for data: a test tries every route across two workspaces. */

let house: TestApp;
let mine: Awaited<ReturnType<TestApp['workspace']>>;
let theirs: Awaited<ReturnType<TestApp['workspace']>>;
/** Ids of records that belong to the other workspace, by the name a route gives its parameter's owner. */
let foreign: Record<string, string>;

/** Records that stand below one with an id of its own. */
let errorId = '';
let dryRunId = '';

const secretWord = 'Zanzibar';

beforeAll(async () => {
  house = await createTestApp();
  [mine, theirs] = [await house.workspace('Mine'), await house.workspace(`Theirs ${secretWord}`)];
  const hook = await connectThumbtack(house, theirs.workspaceId, {
    businessRef: '900',
    name: `${secretWord} Plumbing`,
  });
  await deliver(house, hook, negotiation('1', { customer: { firstName: secretWord, phone: '3035550101' } }));
  const [booking] = (await house.call(theirs, 'GET', '/api/v1/bookings')).body.data;
  const admin = await house.member(theirs.workspaceId, 'admin');
  const invitation = await house.call(admin, 'POST', '/api/v1/invitations', {
    email: `${secretWord}@example.com`.toLowerCase(),
    role: 'csr',
  });
  const [member] = (await house.call(theirs, 'GET', '/api/v1/members')).body.data;
  const [key] = (await house.call(theirs, 'GET', '/api/v1/api-keys')).body.data;
  await house.call(theirs, 'PUT', '/api/v1/job-type-mapping', {
    data: [{ standardJobTypeId: 'hvac.repair-ac', jobTypeIds: ['999001'], businessUnitIds: ['999002'] }],
  });
  const connection = await house.call(theirs, 'POST', '/api/v1/connections', {
    name: secretWord,
    environment: 'emulator',
    apiUrl: 'http://127.0.0.1:9',
    tenantId: '99900',
  });
  const synced = await syncedRecords(theirs.workspaceId, connection.body.id);
  foreign = {
    ...synced,
    connections: connection.body.id,
    bookings: booking.id,
    integrations: hook.integrationId,
    members: member.id,
    invitations: invitation.body.id,
    'api-keys': key.id,
  };
});
afterAll(async () => await house.close());

/** One record of each kind that the sync makes, with the secret word in it. */
async function syncedRecords(workspaceId: string, connectionId: string): Promise<Record<string, string>> {
  const { systemPool: pool } = house.parts.db;
  const insert = async (text: string, values: unknown[] = []): Promise<string> =>
    (await pool.query(text, [workspaceId, connectionId, ...values])).rows[0]?.id;
  const body = JSON.stringify({ id: 1, name: secretWord });
  await insert(
    `insert into mirror (workspace_id, connection_id, resource, id, active, hash, body, fetched_at)
     values ($1, $2, 'jobs', 1, true, md5('x')::uuid, $3, now()) returning id`,
    [body],
  );
  errorId = await insert(
    `insert into sync_errors (workspace_id, connection_id, resource, record_key, stage, message, body)
     values ($1, $2, 'jobs', '1', 'read', $3, $4) returning id`,
    [secretWord, body],
  );
  dryRunId = await insert(
    `insert into dry_runs (workspace_id, connection_id, status, settings) values ($1, $2, 'done', '{}') returning id`,
  );
  const runId = await insert(
    `insert into sync_runs (workspace_id, connection_id, kind, status, started_at, error) values ($1, $2, 'increment', 'failed', now(), $3) returning id`,
    [secretWord],
  );
  const contactId = (
    await pool.query('insert into contacts (workspace_id, first_name) values ($1, $2) returning id', [
      workspaceId,
      secretWord,
    ])
  ).rows[0].id;
  await insert(
    `insert into contact_links (workspace_id, connection_id, kind, key, contact_id, name, hash) values ($1, $2, 'customer', '1', $3, $4, '') returning key as id`,
    [contactId, secretWord],
  );
  const conflictId = await insert(
    `insert into contact_conflicts (workspace_id, connection_id, kind, key, reason, candidates) values ($1, $2, 'customer', '1', $3, '{}') returning id`,
    [secretWord],
  );
  const mergeId = (
    await pool.query(
      `insert into contact_merges (workspace_id, contact_id, from_contact_id, reason, parts) values ($1, $2, gen_random_uuid(), $3, '[]') returning id`,
      [workspaceId, contactId, secretWord],
    )
  ).rows[0].id;
  const opportunityId = await insert(
    `insert into opportunities (workspace_id, connection_id, model, external_id, first_name, title, details, hash) values ($1, $2, 'job', 1, $3, $3, $4, '') returning id`,
    [secretWord, body],
  );
  return {
    'sync-runs': runId,
    contacts: contactId,
    'contact-conflicts': conflictId,
    'contact-merges': mergeId,
    opportunities: opportunityId,
  };
}

/** Every guarded route, from the server's own description of itself. */
function routes(): { method: string; path: string }[] {
  const document = house.app.swagger() as { paths: Record<string, Record<string, unknown>> };
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => ({ method: method.toUpperCase(), path })),
  );
}

const open = ['/api/v1/public', '/api/v1/events'];
const byLink = ['GET /api/v1/invitations/{id}', 'POST /api/v1/invitations/{id}/accept'];
const settings = { version: 1, settings: defaultSettings() };
const bodies: Record<string, unknown> = {
  'POST /api/v1/connections': {},
  'PATCH /api/v1/connections/{id}': { name: 'Mine now' },
  'PUT /api/v1/connections/{id}/settings': settings,
  'POST /api/v1/connections/{id}/settings/import': {
    file: { format: 'tradepost.servicetitan', ...settings },
    apply: true,
  },
  'PATCH /api/v1/connections/{id}/webhook': { prefix: 'sha256=' },
  'POST /api/v1/connections/{id}/sync': { kind: 'increment' },
  'POST /api/v1/connections/{id}/sync/estimate': { days: 30 },
  'POST /api/v1/connections/{id}/dry-run': {},
  'POST /api/v1/contact-conflicts/{id}/resolve': { action: 'separate' },
  'PATCH /api/v1/members/{id}': { role: 'csr' },
  'PATCH /api/v1/integrations/{id}': { enabled: false },
  'PUT /api/v1/integrations/{id}/categories': { data: [] },
  'POST /api/v1/bookings/{id}/accept': {
    jobTypeId: '1',
    businessUnitId: '1',
    campaignId: '1',
    start: '2099-01-01T10:00:00Z',
    end: '2099-01-01T12:00:00Z',
  },
  'POST /api/v1/bookings/{id}/dismiss': { reason: 'spam' },
  'POST /api/v1/bookings/{id}/reply': { text: 'hello' },
};

describe('tenancy', () => {
  it('knows a good number of routes', () => {
    expect(routes().length).toBeGreaterThan(25);
  });

  it('refuses every record of another workspace, whatever the route', async () => {
    const byId = routes().filter(
      ({ method, path }) => path.includes('{id}') && !byLink.includes(`${method} ${path}`),
    );
    expect(byId.length).toBeGreaterThan(10);
    const owner = await house.member(mine.workspaceId, 'owner');
    for (const { method, path } of byId) {
      const collection = path.split('/')[3] ?? '';
      const id = foreign[collection];
      expect(id, `${path} needs a foreign record in this test`).toBeDefined();
      const answer = await house.call(
        owner,
        method as 'GET',
        path
          .replace('{id}', id ?? '')
          .replace('{errorId}', errorId)
          .replace('{dryRunId}', dryRunId)
          .replace('{resource}', 'jobs')
          .replace('{recordId}', '1')
          .concat(path.endsWith('/preview') ? '?model=job&externalId=1' : ''),
        bodies[`${method} ${path}`],
      );
      // Without a ServiceTitan connection accepting is refused before it looks at the booking.
      expect(
        [404, ...(path.endsWith('/accept') ? [409] : [])],
        `${method} ${path} answered ${JSON.stringify(answer.body)}`,
      ).toContain(answer.status);
      expect(JSON.stringify(answer.body)).not.toContain(secretWord);
    }
  });

  it('shows nothing of another workspace in any list', async () => {
    const lists = routes().filter(
      ({ method, path }) => method === 'GET' && !path.includes('{') && !open.includes(path),
    );
    for (const { path } of lists) {
      const answer = await house.call(mine, 'GET', path);
      expect(JSON.stringify(answer.body), path).not.toMatch(new RegExp(`${secretWord}|99900`, 'i'));
    }
  });

  it('lets nobody in without an identity', async () => {
    for (const { method, path } of routes().filter(
      ({ method: verb, path: at }) => !open.slice(0, 1).includes(at) && !byLink.includes(`${verb} ${at}`),
    )) {
      const answer = await house.call(
        {},
        method as 'GET',
        path.replace('{id}', '00000000-0000-4000-8000-000000000000'),
        bodies[`${method} ${path}`],
      );
      expect(answer.status, `${method} ${path}`).toBe(401);
    }
  });

  it('changed nothing over there', async () => {
    const [booking] = (await house.call(theirs, 'GET', '/api/v1/bookings')).body.data;
    expect(booking).toMatchObject({ status: 'New', customer: { name: secretWord } });
    expect((await house.call(theirs, 'GET', '/api/v1/integrations')).body.data[0].enabled).toBe(true);
    expect((await house.call(theirs, 'GET', '/api/v1/connections')).body.data).toMatchObject([
      { name: secretWord, status: 'draft', settingsVersion: 1 },
    ]);
    expect((await house.call(theirs, 'GET', '/api/v1/members')).body.data).toHaveLength(2);
  });
});

describe('row-level security', () => {
  it('guards every table that holds a workspace, and each begins its primary key with it', async () => {
    const { rows } = await house.parts.db.systemPool.query(`
      select c.relname, c.relrowsecurity, exists (select from pg_policy p where p.polrelid = c.oid) as has_policy,
        (select a.attname from pg_index i join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0] where i.indrelid = c.oid and i.indisprimary) as first_key
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = 'public' and c.relkind = 'r' and c.relname not in ('migrations', 'api_budgets')`);
    expect(rows.length).toBeGreaterThan(10);
    for (const row of rows)
      expect(row, row.relname).toMatchObject({
        relrowsecurity: true,
        has_policy: true,
        first_key: 'workspace_id',
      });
  });

  it('shows the request role nothing outside a workspace, and refuses to write into another', async () => {
    const client = await house.parts.db.appPool.connect();
    try {
      expect((await client.query('select * from bookings')).rows).toEqual([]);
      await client.query('begin');
      await client.query("select set_config('tradepost.workspace_id', $1, true)", [mine.workspaceId]);
      await expect(
        client.query("insert into job_type_mapping (workspace_id, standard_job_type_id) values ($1, 'x')", [
          theirs.workspaceId,
        ]),
      ).rejects.toThrow('row-level security');
      await client.query('rollback');
      await expect(client.query('select * from auth."user"')).rejects.toThrow('permission denied');
    } finally {
      client.release();
    }
  });
});
