import rows from './catalogue.json' with { type: 'json' };

/** A standard job type: what customers see and book at the sources (L35). */
export interface StandardJobType {
  /** `plumbing.install-faucet`: stable, never reused. */
  readonly id: string;
  readonly trade: string;
  readonly name: string;
  /** Google's service id, unique only inside its category. */
  readonly googleServiceId?: string;
}

/** The catalogue shipped with this version: 39 trades (GL-1). */
export const standardJobTypes: readonly StandardJobType[] = rows;

const byId = new Map(standardJobTypes.map((type) => [type.id, type]));

export function standardJobType(id: string): StandardJobType | null {
  return byId.get(id) ?? null;
}
