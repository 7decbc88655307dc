import { Logger, makeWorkerUtils, run } from 'graphile-worker';
import pg from 'pg';
import { createTable, insertBookings } from './bookings.ts';
import { type Negotiation, receive } from './receiver.ts';

const pgPool = new pg.Pool({
  connectionString: process.env['DATABASE_URL'] ?? '',
  max: 25,
});
const complain = (error: Error): void => void process.stderr.write(`graphile-worker: ${error.message}\n`);
pgPool.on('error', complain);
pgPool.on('connect', (client) => client.on('error', complain));
await pgPool.query(createTable);
const logger = new Logger(() => (level, message) => {
  if (level === 'error') process.stderr.write(`graphile-worker: ${message}\n`);
});

/*
 * The settings of its own performance page (local queue of 500, completions batched without delay, a pool of 25), but 12
 * jobs at once instead of 24, which is faster where two cores are shared. It runs jobs one by one, so a booking costs
 * a statement of its own; a task may only take a batch when the job was added as one, which a request cannot do.
 */
const worker = {
  concurrentJobs: 12,
  localQueue: { size: 500 },
  completeJobBatchDelay: 0,
  failJobBatchDelay: 0,
};
const utils = await makeWorkerUtils({ pgPool, logger });
await utils.migrate();
const runner = await run({
  pgPool,
  logger,
  noHandleSignals: true,
  preset: { worker },
  taskList: {
    lead: async (payload, helpers) => {
      await helpers.withPgClient(
        async (client) => await client.query(insertBookings([payload as Negotiation])),
      );
    },
  },
});

await receive(
  async (negotiation) => await utils.addJob('lead', negotiation),
  async () => {
    await runner.stop();
    await utils.release();
    await pgPool.end();
  },
);
