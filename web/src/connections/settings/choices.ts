import {
  MODELS,
  type Model,
  type ModelInfo,
  type ResourceInfo,
  type Settings,
} from '../../api/servicetitan.ts';

/** The settings with a model chosen or not, in the order that models have. */
export function withModel(settings: Settings, model: Model, chosen: boolean): Settings {
  const models = MODELS.filter((each) => (each === model ? chosen : settings.models.includes(each)));
  return { ...settings, models };
}

/** The settings with an optional resource chosen or not; what only goes with it is left out as well (H42). */
export function withResource(
  settings: Settings,
  { model, resources }: ModelInfo,
  key: string,
  chosen: boolean,
): Settings {
  const wanted = new Set(settings.resources[model]);
  if (chosen) wanted.add(key);
  else wanted.delete(key);
  const kept = resources.filter(
    ({ key: each, requires }) => wanted.has(each) && has(wanted, resources, requires),
  );
  return { ...settings, resources: { ...settings.resources, [model]: kept.map((each) => each.key) } };
}

/** Whether a resource may be chosen: what it goes with is chosen, or always there. */
export function selectable(
  settings: Settings,
  { model, resources }: ModelInfo,
  resource: ResourceInfo,
): boolean {
  return has(new Set(settings.resources[model]), resources, resource.requires);
}

function has(chosen: ReadonlySet<string>, resources: readonly ResourceInfo[], key: string | null): boolean {
  if (key === null || chosen.has(key)) return true;
  return resources.find((each) => each.key === key)?.required === true;
}

/** A phone number as people write it, as E.164; null when it is none. Ten digits are a number of the US. */
export function phoneE164(written: string): string | null {
  const digits = written.replaceAll(/\D/g, '');
  if (written.trim().startsWith('+')) return /^[1-9]\d{6,14}$/.test(digits) ? `+${digits}` : null;
  if (digits.length === 10) return `+1${digits}`;
  return digits.length === 11 && digits.startsWith('1') ? `+${digits}` : null;
}

/** An address to pass over, exact or with * for any letters; null when it is none. */
export function emailPattern(written: string): string | null {
  const pattern = written.trim().toLowerCase();
  return /^[^\s@]+@[^\s@]+$/.test(pattern) ? pattern : null;
}
