import { type CompanyPlan, createEmulator } from '../../servicetitan-emulator/src/index.ts';

/** An emulator with a company to page through. Asked for `memory`, it says the most megabytes that were resident. */

export interface CompanyFacts {
  readonly url: string;
  readonly controlUrl: string;
  readonly tenantId: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly appKey: string;
  /** How long it took to make and index the company. */
  readonly seconds: number;
}

const { company } = JSON.parse(process.env['BENCH_INPUT'] ?? '{}') as { company: 'large' | CompanyPlan };
const start = performance.now();
const emulator = await createEmulator({ company, rateLimit: 0 });
const { url, controlUrl, tenantId, clientId, clientSecret, appKey } = emulator;
const facts: CompanyFacts = {
  url,
  controlUrl,
  tenantId,
  clientId,
  clientSecret,
  appKey,
  seconds: (performance.now() - start) / 1000,
};
process.send?.(facts);
process.on('message', () => process.send?.(process.resourceUsage().maxRSS / 1024));
process.once('disconnect', () => void emulator.close());
