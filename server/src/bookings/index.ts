/**
 * Bookings: deliveries taken in, the states of the booking screen, and the way of an accepted booking into
 * ServiceTitan. May import platform, accounts, connections, contacts, job-types, sources, integrations.
 */
import type { FastifyInstance } from 'fastify';
import { type Connections } from '../connections/index.ts';
import type { HookAccount, IntegrationRoom } from '../integrations/index.ts';
import {
  type Clock,
  type Database,
  type Live,
  type Logger,
  type Metrics,
  type Mutex,
  zodRoutes,
} from '../platform/index.ts';
import { sourceOf } from '../sources/index.ts';
import { createChoices } from './accept/choices.ts';
import type { Room } from './accept/run.ts';
import { eventRoutes } from './events.ts';
import { hookRoutes } from './intake/hooks.ts';
import { createIntake } from './intake/intake.ts';
import { bookingTasks, resumeAll } from './jobs.ts';
import { bookingRoutes } from './routes.ts';

export { bookingCrontab } from './jobs.ts';

/** Puts the room together once per process. */
export function createBookings(parts: {
  db: Database;
  log: Logger;
  metrics: Metrics;
  clock: Clock;
  mutex: Mutex;
  connections: Connections;
  integrations: IntegrationRoom;
}) {
  const room: Room = parts;
  const intake = createIntake({ ...parts, sourceOf });
  return {
    tasks: bookingTasks({ ...room, intake, integrations: parts.integrations }),
    /** Takes up what an earlier process left. */
    resume: async () => await resumeAll(room, 0),
    async routes(
      app: FastifyInstance,
      live: Live,
      find: (source: string, accountKey: string) => Promise<HookAccount | null>,
    ): Promise<void> {
      await hookRoutes(app, { intake, find });
      bookingRoutes(zodRoutes(app), {
        ...room,
        integrations: parts.integrations,
        choices: createChoices(parts.connections, parts.clock),
      });
      eventRoutes(app, live);
    },
  };
}
