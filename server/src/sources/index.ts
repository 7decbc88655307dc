/**
 * Lead sources: a folder each, and this registry. A new source is one folder and one line here. Connectors know the
 * vendor and nothing of bookings. May import platform.
 */
import type { Source } from './source.ts';
import { thumbtack } from './thumbtack/index.ts';

export {
  type CallOutcome,
  type Delivery,
  type DeliverySecret,
  type Lead,
  type LeadProgress,
  type OAuthTokens,
  type Source,
  type SourceAccount,
  type SourceEndpoints,
  SourceError,
  type TokenSource,
} from './source.ts';

const registry: readonly Source[] = [thumbtack];

export const sources = registry;

export function sourceOf(id: string): Source | null {
  return registry.find((source) => source.id === id) ?? null;
}
