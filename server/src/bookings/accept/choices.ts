import type { Connections } from '../../connections/index.ts';
import type { Clock } from '../../platform/index.ts';

export interface Choices {
  readonly jobTypes: { id: string; name: string; durationMinutes: number; businessUnitIds: string[] }[];
  readonly businessUnits: { id: string; name: string }[];
  readonly campaigns: { id: string; name: string; category: string | null }[];
  readonly callReasons: { id: string; name: string }[];
}

const freshFor = Temporal.Duration.from({ seconds: 60 });
/** ServiceTitan's own default for a job type that names no duration is not documented; two hours are its capacity default. */
const defaultMinutes = 120;

/**
 * What a booking form offers: active job types, business units, campaigns and dismissal reasons of ServiceTitan, read at
 * most once a minute per workspace. Callers that come while a read is under way share it.
 */
export function createChoices(
  connections: Connections,
  clock: Clock,
): (workspaceId: string) => Promise<Choices> {
  const known = new Map<string, { until: Temporal.Instant; choices: Promise<Choices> }>();
  return async (workspaceId) => {
    const now = clock.now();
    const found = known.get(workspaceId);
    if (found && Temporal.Instant.compare(now, found.until) < 0) return await found.choices;
    const choices = read(connections, workspaceId);
    known.set(workspaceId, { until: now.add(freshFor), choices });
    choices.catch(() => known.delete(workspaceId));
    return await choices;
  };
}

async function read(connections: Connections, workspaceId: string): Promise<Choices> {
  const { client } = await connections.need(workspaceId);
  const query = { pageSize: 500, active: 'True' } as const;
  const [jobTypes, businessUnits, campaigns, callReasons] = await Promise.all([
    all(client.items('jpm.jobTypes.getList', { query })),
    all(client.items('settings.businessUnits.getList', { query })),
    all(client.items('marketing.campaigns.getList', { query })),
    all(client.items('jbce.callReasons.get', { query })),
  ]);
  return {
    jobTypes: jobTypes
      .map((type) => ({
        id: type.id,
        name: type.name ?? type.id,
        durationMinutes: minutes(type.duration),
        businessUnitIds: [...(type.businessUnitIds ?? [])],
      }))
      .toSorted(byName),
    businessUnits: businessUnits
      .map((unit) => ({ id: unit.id, name: unit.name ?? unit.id }))
      .toSorted(byName),
    campaigns: campaigns
      .map((campaign) => ({
        id: campaign.id,
        name: campaign.name ?? campaign.id,
        category: campaign.category?.name ?? null,
      }))
      .toSorted(byName),
    callReasons: callReasons
      .map((reason) => ({ id: reason.id, name: reason.name ?? reason.id }))
      .toSorted(byName),
  };
}

/** Durations of job types are in seconds (reference, Job types). */
function minutes(seconds: string | number | null): number {
  const value = Math.round(Number(seconds ?? 0) / 60);
  return value > 0 ? value : defaultMinutes;
}

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const item of items) list.push(item);
  return list;
}

function byName(one: { name: string }, other: { name: string }): number {
  return one.name.localeCompare(other.name, 'en');
}
