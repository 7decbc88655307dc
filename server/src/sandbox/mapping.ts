import { type Mapping, standardJobType } from '../job-types/index.ts';

interface Named {
  readonly id: string;
  readonly name: string;
}

/**
 * A mapping for the demo company by likeness of names: the job types that share most words with the standard one, and
 * the business units of those. Where several are equally like, all are taken, so the demo also shows what a plural
 * mapping looks like (L9).
 */
export function suggestMapping(
  wanted: readonly string[],
  jobTypes: readonly (Named & { businessUnitIds: readonly string[] })[],
  units: readonly Named[],
): Mapping[] {
  return wanted.flatMap((standardJobTypeId) => {
    const type = standardJobType(standardJobTypeId);
    if (!type) return [];
    const inTrade = jobTypes.filter(
      (jobType) => tradeOf(jobType, units) === null || tradeOf(jobType, units) === type.trade.toLowerCase(),
    );
    const scored = inTrade
      .map((jobType) => ({ jobType, score: likeness(type.name, jobType.name) }))
      .filter(({ score }) => score > 0);
    const best = Math.max(0, ...scored.map(({ score }) => score));
    const chosen = scored.filter(({ score }) => score === best).map(({ jobType }) => jobType);
    const kind = /install|replace|upgrade/i.test(type.name)
      ? /install/i
      : /maintenance|clean|inspection/i.test(type.name)
        ? /maintenance/i
        : /service/i;
    const ofTypes = units.filter(
      (unit) =>
        chosen.some((jobType) => jobType.businessUnitIds.includes(unit.id)) ||
        chosen.every((jobType) => jobType.businessUnitIds.length === 0),
    );
    const ofTrade = ofTypes.filter((unit) => unit.name.toLowerCase().includes(type.trade.toLowerCase()));
    const ofKind = ofTrade.filter((unit) => kind.test(unit.name));
    const businessUnitIds = (ofKind.length > 0 ? ofKind : ofTrade).map((unit) => unit.id);
    return chosen.length > 0 && businessUnitIds.length > 0
      ? [{ standardJobTypeId, jobTypeIds: chosen.map((jobType) => jobType.id), businessUnitIds }]
      : [];
  });
}

function tradeOf(jobType: { businessUnitIds: readonly string[] }, units: readonly Named[]): string | null {
  const unit = units.find((candidate) => jobType.businessUnitIds.includes(candidate.id));
  return unit ? (/^(plumbing|hvac|electrical)/i.exec(unit.name)?.[1]?.toLowerCase() ?? null) : null;
}

const synonyms: Record<string, string> = {
  repair: 'repair',
  service: 'repair',
  fix: 'repair',
  install: 'install',
  installation: 'install',
  replacement: 'install',
  replace: 'install',
  cleaning: 'clean',
  clean: 'clean',
  clog: 'clog',
  unclog: 'clog',
  clogged: 'clog',
  ac: 'ac',
  conditioning: 'ac',
  furnace: 'heating',
  heat: 'heating',
  tune: 'maintenance',
  maintenance: 'maintenance',
  drain: 'drain',
  drains: 'drain',
  ev: 'ev',
  outlets: 'outlet',
  outlet: 'outlet',
  switches: 'switch',
  switch: 'switch',
  fixtures: 'fixture',
  fixture: 'fixture',
  ducts: 'duct',
  duct: 'duct',
};

function likeness(one: string, other: string): number {
  const a = words(one);
  const b = words(other);
  const shared = [...a].filter((word) => b.has(word)).length;
  return shared / Math.max(1, a.size + b.size - shared);
}

function words(name: string): Set<string> {
  const all = name
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter(
      (word) =>
        word.length > 1 &&
        !['or', 'and', 'the', 'up', 'system', 'hvac', 'plumbing', 'electrical'].includes(word),
    );
  return new Set(all.map((word) => synonyms[word] ?? word));
}
