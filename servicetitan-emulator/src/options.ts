/** What an emulator can be started with, and the credentials that follow from a seed. */
import type { TimeSource } from './clock.ts';
import type { App } from './http/access.ts';
import type { Id } from './json/value.ts';
import { Random } from './random.ts';
import type { WebhookOptions } from './webhooks/subscription.ts';

export const COMPANY_SIZES = ['empty', 'small', 'medium', 'large'] as const;

export type CompanySize = (typeof COMPANY_SIZES)[number];

/** A company of one's own size. */
export interface CompanyPlan {
  technicians: number;
  /** Jobs of all its time. Nobody has more than ten hours a day: about four jobs for each technician and working day. */
  jobs: number;
  /** Days behind it. */
  days: number;
  /** Share of jobs that bring a new customer; 0.4 when absent. */
  fresh?: number;
  /** How much busier the last four weeks and those to come are than the time before; 1 when absent. */
  recently?: number;
}

export interface EmulatorOptions {
  /** 0 takes a free one. */
  port?: number;
  host?: string;
  /** Equal seeds give equal credentials and equal companies (for an equal time at the start). */
  seed?: number;
  /** `small` when absent: it is there at once. */
  company?: CompanySize | CompanyPlan;
  /** Folder to keep everything in; in memory when absent. */
  data?: string;
  /** Where real time comes from; the system's clock when absent. */
  clock?: TimeSource;
  /** Calls per second for each pair of app and tenant; 0 switches the limit off. */
  rateLimit?: number;
  /** Apps and the tenants they are connected to; one app with all scopes per tenant when absent. */
  apps?: readonly App[];
  /** Companies; one whose id follows from the seed when absent. */
  tenants?: readonly TenantOptions[];
  /** Whether time brings work: calls, jobs, sales, payments. With a data folder it is as it was left unless this says so. */
  live?: boolean;
  /** Addresses to tell of changes, besides those that a data folder remembers. */
  webhooks?: readonly WebhookOptions[];
  /** The first id that a record gets. Beyond 2^53 it shows which clients lose digits. */
  firstId?: Id;
}

export interface TenantOptions {
  id: number;
  company?: CompanySize | CompanyPlan;
  seed?: number;
}

/** Ids begin well above what a person would type. */
export const FIRST_ID = 10_001;

export function tenantIdOf(seed: number): number {
  return new Random(`tenant ${seed}`).between(1_000_000_000, 3_999_999_999);
}

/** An app with every scope, connected to a tenant. */
export function appOf(seed: number, tenantId: string): App {
  const random = new Random(`app ${seed} ${tenantId}`);
  return {
    appKey: `ak1.${random.token(24)}`,
    clientId: `cid.${random.token(24)}`,
    clientSecret: `cs1.${random.token(48)}`,
    tenantId,
  };
}
