import { createEmulator, type Emulator } from 'servicetitan-emulator';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Api, openApi } from '../../test/api.ts';
import { createTestApp, type TestApp } from '../../test/app.ts';
import { wrongOpportunities } from '../../test/opportunities.ts';
import { type Mirroring, mirror } from '../../test/sync.ts';
import { defaultSettings } from '../connections/index.ts';
import { inWorkspace } from '../platform/index.ts';
import { MODELS, markAll } from './dirt.ts';
import { evaluate } from './dry-run.ts';
import { buildWaiting, retryBuild } from './jobs.ts';

let house: TestApp;
let emulator: Emulator;
let sync: Mirroring;
let api: Api;
let key: string;
const room = () => ({ ...house.parts, sync: house.rooms.sync });
const build = async () => await buildWaiting(room(), sync.where);
const get = async (path: string) => await house.call({ key }, 'GET', `/api/v1/${path}`);

beforeAll(async () => {
  house = await createTestApp();
  emulator = await createEmulator({
    company: { technicians: 8, jobs: 300, days: 160 },
    rateLimit: 0,
    live: true,
  });
  api = openApi(emulator);
  sync = await mirror(house, emulator, { days: 90 });
  key = sync.key;
  await sync.backfill();
  await build();
});
afterAll(async () => {
  await emulator.close();
  await house.close();
});

describe('opportunities of a company', () => {
  it('H34, H41, H44 to H52: each job has one, as a plain reader of the mirror builds it', async () => {
    expect(await wrongOpportunities(house.parts.db, sync.where)).toEqual([]);
    const [{ jobs }] = (await sync.rows('select count(*)::int as jobs from opportunities where $where')) as [
      { jobs: number },
    ];
    expect(jobs).toBeGreaterThan(100);
    expect(await sync.rows('select 1 from opportunity_dirt where $where')).toEqual([]);
  });

  it('H24, H38: follow a living company; what is the same is not written again', async () => {
    emulator.clock.advance(6 * 3_600_000);
    await sync.catchUp();
    await build();
    expect(await wrongOpportunities(house.parts.db, sync.where)).toEqual([]);
    const before = await sync.rows(
      'select id, xmin::text, ctid::text from opportunities where $where order by id',
    );
    await inWorkspace(house.parts.db, sync.where.workspaceId, async (tx) => {
      await markAll(tx, sync.where.workspaceId, sync.where.connectionId, MODELS);
    });
    expect(await build()).toBeGreaterThanOrEqual(before.length);
    expect(
      await sync.rows('select id, xmin::text, ctid::text from opportunities where $where order by id'),
    ).toEqual(before);
  });

  it('H38, H39, B24: one external id is one opportunity, replaced whole, with what it was before', async () => {
    const [{ id, external_id: jobId }] = (await sync.rows(
      `select id, external_id from opportunities o where $where and exists (select from mirror m where m.connection_id = o.connection_id and m.resource = 'jobs' and m.id = o.external_id)
       order by external_id limit 1`,
    )) as [{ id: string; external_id: string }];
    const before = (await get(`opportunities/${id}`)).body;
    await api.patch(`jpm/v2/jobs/${jobId}`, { summary: 'Bring the long ladder' });
    await sync.catchUp();
    await build();
    const { body } = await get(`opportunities/${id}`);
    expect(body.details.summary).toBe('Bring the long ladder');
    expect(body.history[0].changes).toContainEqual({
      path: 'summary',
      before: before.details.summary,
      after: 'Bring the long ladder',
    });
    const { body: list } = await get(`opportunities?externalId=${jobId}`);
    expect(list.data).toHaveLength(1);
    const { body: story } = await get(`connections/${sync.where.connectionId}/records/jobs/${jobId}`);
    expect(story.timeline[0].changes).toContainEqual(
      expect.objectContaining({ path: 'summary', after: 'Bring the long ladder' }),
    );
  });

  it('B21: says why each standard field is what it is', async () => {
    const { body } = await get(`connections/${sync.where.connectionId}/preview?model=job`);
    const [stored] = (await get(`opportunities?externalId=${body.externalId}`)).body.data;
    for (const { field, value } of body.standard.slice(0, 4)) expect(value, field).toBe(stored[field]);
    expect(body.standard.find(({ field }: { field: string }) => field === 'externalUpdatedAt')).toMatchObject(
      { from: expect.any(String), rule: expect.stringContaining('latest') },
    );
    expect(body.contact).toMatchObject({ outcome: 'existing', contactId: stored.contactId });
  });

  it('H44, H46, H54: the catalogue of fields knows every path of the details, and nothing of a job’s follow-up', async () => {
    const known = new Set(
      (await get('opportunity-fields?model=job')).body.data.map(({ path }: { path: string }) => path),
    );
    expect([...known].filter((path) => /^(followUp|opportunity)/i.test(path as string))).toEqual([]);
    const paths = new Set<string>();
    const walk = (value: unknown, path: string): void => {
      if (Array.isArray(value)) for (const item of value) walk(item, `${path}:#`);
      else if (value && typeof value === 'object')
        for (const [name, member] of Object.entries(value)) walk(member, path ? `${path}:${name}` : name);
      else if (!path.endsWith('#')) paths.add(path);
    };
    for (const { details } of await sync.rows<{ details: object }>(
      'select details from opportunities where $where limit 60',
    ))
      walk(details, '');
    const unknown = [...paths].filter(
      (path) =>
        !known.has(path) &&
        ![...known].some((one) => path.startsWith(`${one}:`) || (one as string).startsWith(`${path}:`)),
    );
    expect(unknown).toEqual([]);
  });

  it('B20: a dry run says what other settings would do, and keeps nothing of it', async () => {
    const rows = async () =>
      await sync.rows('select id, xmin::text from opportunities where $where order by id');
    const before = await rows();
    const settings = {
      ...defaultSettings(),
      models: ['job' as const, 'membership' as const],
      resources: { job: [], membership: [], call: [] },
    };
    const result = await evaluate(room(), sync.where, settings);
    expect(result.opportunities.replaced).toBe(before.length);
    expect(result.opportunities.created).toBeGreaterThan(0);
    expect(
      result.examples.find(({ kind }) => kind === 'replaced')?.changes.map(({ path }) => path),
    ).toContain('estimates');
    expect(await rows()).toEqual(before);
    const none = await evaluate(room(), sync.where, defaultSettings());
    expect(none.opportunities).toMatchObject({ created: 0, replaced: 0, removed: 0 });
  });

  it('H15, H33, H35, H36: a change of models and resources rebuilds without fetching', async () => {
    emulator.requests.clear();
    const { body: current } = await get(`connections/${sync.where.connectionId}/settings`);
    const wanted = {
      ...current.settings,
      models: ['job', 'membership', 'call'],
      resources: { ...current.settings.resources, job: ['estimates'] },
    };
    const saved = await house.call(
      { key },
      'PUT',
      `/api/v1/connections/${sync.where.connectionId}/settings`,
      { version: current.version, settings: wanted },
    );
    expect(saved.status).toBe(200);
    await inWorkspace(house.parts.db, sync.where.workspaceId, async (tx) => {
      await markAll(tx, sync.where.workspaceId, sync.where.connectionId, MODELS);
    });
    await build();
    expect(emulator.requests.latest(10).filter(({ operation }) => operation?.startsWith('jpm'))).toEqual([]);
    const models = await sync.rows<{ model: string }>(
      'select distinct model from opportunities where $where order by 1',
    );
    expect(models.map(({ model }) => model)).toEqual(['call', 'job', 'membership']);
    const [job] = await sync.rows<{ details: Record<string, unknown> }>(
      `select details from opportunities where $where and model = 'job' limit 1`,
    );
    expect(Object.keys(job?.details ?? {})).toContain('estimates');
    expect(Object.keys(job?.details ?? {})).not.toContain('invoices');
    const calls = await sync.rows<{ details: { direction: string } }>(
      `select details from opportunities where $where and model = 'call'`,
    );
    expect(new Set(calls.map(({ details }) => details.direction))).toEqual(new Set(['Inbound']));
    const [{ orphans }] = (await sync.rows(
      `select count(*)::int as orphans from opportunities where $where and contact_id is null and phone is not null`,
    )) as [{ orphans: number }];
    expect(orphans, 'H37: every caller is a contact').toBe(0);
  });

  it('a record that cannot be built is told of, holds up no other, and can be tried again', async () => {
    const [{ id }] = (await sync.rows(
      `select id from mirror where $where and resource = 'jobs' order by id limit 1`,
    )) as [{ id: string }];
    const { workspaceId, connectionId } = sync.where;
    const spoil = async (text: string) =>
      await house.parts.db.systemPool.query(
        `update mirror set body = $4 where workspace_id = $1 and connection_id = $2 and resource = 'jobs' and id = $3`,
        [workspaceId, connectionId, id, text],
      );
    const [{ body }] = (await sync.rows(
      `select body::text as body from mirror where $where and resource = 'jobs' and id = ${id}`,
    )) as [{ body: string }];
    await spoil(JSON.stringify({ ...JSON.parse(body), tagTypeIds: 17 }));
    await house.parts.db.systemPool.query(
      `update connection_settings set settings = jsonb_set(settings, '{resources,job}', '["tagTypes"]') where connection_id = $1`,
      [connectionId],
    );
    await inWorkspace(
      house.parts.db,
      workspaceId,
      async (tx) => await markAll(tx, workspaceId, connectionId, ['job']),
    );
    await build();
    const { body: errors } = await get(`connections/${connectionId}/sync-errors`);
    expect(errors.data).toMatchObject([
      {
        resource: 'jobs',
        recordId: id,
        stage: 'build',
        message: expect.stringContaining('could not be built'),
      },
    ]);
    const path = `/api/v1/connections/${connectionId}/sync-errors/${errors.data[0].id}/retry`;
    expect((await house.call({ key }, 'POST', path)).body).toMatchObject({ outcome: 'failed' });
    await spoil(body);
    expect((await house.call({ key }, 'POST', path)).body).toEqual({ outcome: 'solved', message: null });
    expect((await get(`connections/${connectionId}/sync-errors`)).body.data).toEqual([]);
    expect(await retryBuild(room(), sync.where, { resource: 'customers', recordKey: '1' })).toMatchObject({
      outcome: 'failed',
    });
  });

  it('lists by model, search and contact, newest first, page by page', async () => {
    const seen: string[] = [];
    let last = '9999';
    for (let cursor = ''; ; ) {
      const { body } = await get(`opportunities?limit=37${cursor}`);
      for (const row of body.data) {
        seen.push(row.id);
        expect((row.externalUpdatedAt ?? '') <= last).toBe(true);
        last = row.externalUpdatedAt ?? '';
      }
      if (!body.nextCursor) break;
      cursor = `&cursor=${body.nextCursor}`;
    }
    const [{ count }] = (await sync.rows(
      'select count(*)::int as count from opportunities where $where',
    )) as [{ count: number }];
    expect(new Set(seen).size).toBe(count);
    const [one] = (await get('opportunities?model=job&limit=1')).body.data;
    for (const search of [
      one.externalId,
      one.phone ?? one.externalId,
      `${one.firstName} ${one.lastName ?? ''}`,
    ])
      expect(
        (await get(`opportunities?search=${encodeURIComponent(search)}`)).body.data.map(
          ({ id }: { id: string }) => id,
        ),
      ).toContain(one.id);
    const mine = (await get(`opportunities?contactId=${one.contactId}`)).body.data;
    expect(mine.length).toBeGreaterThan(0);
    for (const row of mine) expect(row.contactId).toBe(one.contactId);
  });
});
