/**
 * A faithful, stateful emulator of the ServiceTitan API v2, for writing and testing integrations without an account.
 *
 * Of `servicetitan` it uses the wire contract only: it shares no behaviour with any client.
 */
export type { Clock, ClockState, TimeSource } from './clock.ts';
export type { Fault, FaultKind, FaultOrder, Faults } from './control/faults.ts';
export type { LoggedRequest, RequestLog } from './control/request-log.ts';
export type { Snapshot, Snapshots } from './control/snapshots.ts';
export { createEmulator, type Emulator } from './emulator.ts';
export type { App } from './http/access.ts';
export type { Live, LiveState } from './live/live.ts';
export {
  COMPANY_SIZES,
  type CompanyPlan,
  type CompanySize,
  type EmulatorOptions,
  type TenantOptions,
} from './options.ts';
export type { Subscription, WebhookOptions } from './webhooks/subscription.ts';
export type { Delivery, Webhooks } from './webhooks/webhooks.ts';
