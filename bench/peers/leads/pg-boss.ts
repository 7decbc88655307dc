import pg from 'pg';
import { PgBoss } from 'pg-boss';
import { createTable, insertBookings } from './bookings.ts';
import { type Negotiation, receive } from './receiver.ts';

const connectionString = process.env['DATABASE_URL'] ?? '';
const pool = new pg.Pool({ connectionString, max: 4 });
await pool.query(createTable);

/*
 * Its best settings on two cores, tried in interleaved runs. A table of its own for the queue. Batches of 500 by two
 * workers that fetch again at once while batches come back full (200 or 1,000, one worker: no faster; single jobs: one per
 * poll, since a batch of one never counts as full). LISTEN/NOTIFY stays off: with a notice for every job, sending was
 * two to five times slower, and polling twice a second costs nothing under load. More connections than 16 do not send
 * faster. No cron. `send` is what its documentation gives for a job made by a request.
 */
const boss = new PgBoss({ connectionString, max: 16, schedule: false });
boss.on('error', (error) => process.stderr.write(`pg-boss: ${error.message}\n`));
await boss.start();
await boss.createQueue('leads', { partition: true });
const reading = {
  batchSize: 500,
  localConcurrency: 2,
  pollingIntervalSeconds: 0.5,
  burstWhenBatchFull: true,
};
await boss.work<Negotiation>('leads', reading, async (jobs) => {
  await pool.query(insertBookings(jobs.map((job) => job.data)));
});

await receive(
  async (negotiation) => await boss.send('leads', negotiation),
  async () => {
    await boss.stop({ graceful: true, timeout: 5_000 });
    await pool.end();
  },
);
