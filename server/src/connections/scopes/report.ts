import { scopesOf } from '../settings/models.ts';
import type { Settings } from '../settings/settings.ts';
import { type Feature, features } from './features.ts';

/** What a feature's scope means for it. */
export interface ScopeLine {
  readonly scope: string;
  readonly granted: boolean;
  readonly needed: 'required' | 'optional';
  /** What does not work without it. */
  readonly stops: string;
}

export interface FeatureReport {
  readonly id: string;
  readonly name: string;
  /** `limited`: works, with something missing; `unused`: needs nothing (H58). */
  readonly state: 'ok' | 'limited' | 'off' | 'unused';
  readonly scopes: readonly ScopeLine[];
}

export interface ScopeReport {
  readonly granted: readonly string[];
  readonly checkedAt: string | null;
  /** Scopes that features in use need and do not have. */
  readonly missing: number;
  readonly features: readonly FeatureReport[];
  readonly howToFix: string;
}

/** H14: the app changes in the developer portal, and then in the tenant. */
const howToFix =
  'In the ServiceTitan developer portal (developer.servicetitan.io, My Apps) open the app, add the missing scopes and save. ' +
  'Then an administrator of the tenant opens Settings > Integrations > API Application Access, chooses "Upgrade version" at the app and confirms. ' +
  'Check the scopes here again afterwards.';

/**
 * Which feature has what it needs (B30). `granted` is null when the server does not name scopes: nothing is known to be
 * missing then.
 */
export function scopeReport(
  granted: readonly string[] | null,
  checkedAt: Date | null,
  settings: Settings,
): ScopeReport {
  const has = (scope: string): boolean => granted === null || granted.includes(scope);
  const reports = features.map((feature) => reportOf(feature, settings, has));
  const missing = new Set(
    reports
      .filter(({ state }) => state !== 'unused')
      .flatMap(({ scopes }) => scopes.filter((line) => !line.granted).map(({ scope }) => scope)),
  );
  return {
    granted: [...(granted ?? [])].toSorted(),
    checkedAt: checkedAt?.toISOString() ?? null,
    missing: missing.size,
    features: reports,
    howToFix,
  };
}

function reportOf(feature: Feature, settings: Settings, has: (scope: string) => boolean): FeatureReport {
  const lines = new Map<string, ScopeLine>();
  for (const { operations, needed, stops } of feature.needs(settings)) {
    for (const scope of scopesOf(operations)) {
      const known = lines.get(scope);
      lines.set(scope, {
        scope,
        granted: has(scope),
        needed: known?.needed === 'required' ? 'required' : needed,
        stops: known && known.stops !== stops ? `${known.stops} ${stops}` : stops,
      });
    }
  }
  const scopes = [...lines.values()];
  const lacking = scopes.filter(({ granted }) => !granted);
  const state = !feature.used(settings)
    ? 'unused'
    : lacking.some(({ needed }) => needed === 'required')
      ? 'off'
      : lacking.length > 0
        ? 'limited'
        : 'ok';
  return { id: feature.id, name: feature.name, state, scopes };
}

/** Scopes without which the chosen models bring nothing: these keep a connection from being finished. */
export function indispensable(settings: Settings): string[] {
  const sync = features.filter(
    ({ id, used }) => ['jobs', 'memberships', 'calls'].includes(id) && used(settings),
  );
  const needs = sync
    .flatMap((feature) => feature.needs(settings))
    .filter(({ needed }) => needed === 'required');
  return [...new Set(needs.flatMap(({ operations }) => scopesOf(operations)))];
}
