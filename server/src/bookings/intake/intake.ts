import { randomUUIDv7 } from 'node:crypto';
import type { HookAccount } from '../../integrations/index.ts';
import {
  type Clock,
  type Database,
  isDatabaseAway,
  type Logger,
  type Metrics,
  Problem,
} from '../../platform/index.ts';
import type { Delivery, Source } from '../../sources/index.ts';
import { bookingRow, messageRow, onePerLead, outcomeRow, type Received } from './rows.ts';
import { type RawRow, storeRaw, storeUnderstood, unfinished } from './store.ts';

/** A batch never grows past these; the bytes bound the memory that a burst of large bodies takes. */
const mostRows = 100;
const mostBytes = 8 * 1024 * 1024;
/** Batches under way at once: one is written while the next forms. More would split the work into smaller statements. */
const lanes = 2;

interface Waiting {
  readonly received: Received;
  readonly raw: RawRow;
  readonly source: Source;
  readonly body: Uint8Array;
  readonly resolve: (delivery: Delivery) => void;
  readonly reject: (error: unknown) => void;
}

export interface Intake {
  /**
   * Takes a verified delivery and answers what it was, once it is committed: the raw body first, then what was made of
   * it. Rejects with 503 when the database is away; the source sends it again then.
   */
  receive(
    account: HookAccount,
    headers: Readonly<Record<string, string>>,
    body: Uint8Array,
  ): Promise<Delivery>;
  /** Understands what an earlier process stored but did not get to. Answers how many. */
  sweep(): Promise<number>;
}

/**
 * Raw bodies are committed before anything looks at them, without waiting for the disk: the commit of what was made of
 * them follows, and only its flush (which covers both) lets the source be answered.
 *
 * Deliveries that arrive while a batch is being written form the next one, so one statement carries many under load and
 * a lone delivery waits for nobody.
 */
export function createIntake(room: {
  db: Database;
  log: Logger;
  metrics: Metrics;
  clock: Clock;
  sourceOf: (id: string) => Source | null;
}): Intake {
  const pool = room.db.systemPool;
  let waiting: Waiting[] = [];
  let busy = 0;

  const next = (): void => {
    while (busy < lanes && waiting.length > 0) {
      const batch = takeBatch();
      busy += 1;
      void write(batch).finally(() => {
        busy -= 1;
        next();
      });
    }
  };

  const takeBatch = (): Waiting[] => {
    let bytes = 0;
    let count = 0;
    while (
      count < waiting.length &&
      count < mostRows &&
      (count === 0 || bytes + (waiting[count]?.body.byteLength ?? 0) <= mostBytes)
    ) {
      bytes += waiting[count]?.body.byteLength ?? 0;
      count += 1;
    }
    const batch = waiting.slice(0, count);
    waiting = waiting.slice(count);
    return batch;
  };

  const write = async (batch: readonly Waiting[]): Promise<void> => {
    try {
      await storeRaw(
        room.db.relaxedPool,
        batch.map((item) => item.raw),
        batch.map((item) => item.body),
      );
    } catch (error) {
      for (const item of batch) item.reject(unavailable(error));
      return;
    }
    const understood = batch.map((item) => ({ item, delivery: item.source.parse(item.body) }));
    try {
      await settle(understood.map(({ item, delivery }) => ({ received: item.received, delivery })));
      for (const { item, delivery } of understood) item.resolve(delivery);
    } catch (error) {
      if (isDatabaseAway(error)) {
        for (const { item } of understood) item.reject(unavailable(error));
        return;
      }
      // One of them is more than the database takes; the others must not suffer for it.
      for (const { item, delivery } of understood) await settleAlone(item, delivery);
    }
  };

  const settleAlone = async (item: Waiting, delivery: Delivery): Promise<void> => {
    try {
      await settle([{ received: item.received, delivery }]);
      item.resolve(delivery);
    } catch (cause) {
      room.log.error(
        { err: cause, deliveryId: item.received.deliveryId },
        'a delivery is stored but not yet understood',
      );
      item.reject(unavailable(cause));
    }
  };

  const settle = async (rows: readonly { received: Received; delivery: Delivery }[]): Promise<void> => {
    const bookings = rows.flatMap(({ received, delivery }) =>
      delivery.kind === 'lead' ? [bookingRow(received, delivery.lead, randomUUIDv7())] : [],
    );
    const messages = rows.flatMap(({ received, delivery }) =>
      delivery.kind === 'message' ? [messageRow(received, delivery)] : [],
    );
    await storeUnderstood(
      pool,
      onePerLead(bookings),
      messages,
      rows.map(({ received, delivery }) => outcomeRow(received, delivery)),
    );
    for (const { received, delivery } of rows)
      room.metrics.deliveries.inc({ source: received.source, kind: delivery.kind });
  };

  return {
    async receive(account, headers, body) {
      const received: Received = {
        workspaceId: account.workspaceId,
        deliveryId: randomUUIDv7(),
        source: account.source.id,
        accountId: account.accountId,
        businessRef: account.businessRef,
        receivedAt: room.clock.now().toString(),
      };
      const raw: RawRow = {
        workspace_id: received.workspaceId,
        id: received.deliveryId,
        source: received.source,
        account_id: received.accountId,
        received_at: received.receivedAt,
        headers,
      };
      return await new Promise<Delivery>((resolve, reject) => {
        waiting.push({ received, raw, source: account.source, body, resolve, reject });
        // In the next turn, so that deliveries of one turn of the event loop go together.
        if (busy < lanes) setImmediate(next);
      });
    },
    async sweep() {
      // What is younger may still be on its way in another process.
      const olderThan = new Date(room.clock.now().subtract({ seconds: 10 }).epochMilliseconds);
      const rows = await unfinished(pool, olderThan, 500);
      for (const row of rows) {
        const source = room.sourceOf(row.source);
        const received: Received = {
          workspaceId: row.workspace_id,
          deliveryId: row.id,
          source: row.source,
          accountId: row.account_id,
          businessRef: row.business_ref,
          receivedAt: row.received_at,
        };
        const delivery: Delivery = source?.parse(row.body) ?? {
          kind: 'unreadable',
          problem: `There is no connector for ${row.source}.`,
        };
        await settle([{ received, delivery }]);
      }
      return rows.length;
    },
  };
}

function unavailable(cause: unknown): Problem {
  return new Problem(503, 'not_stored', 'The delivery could not be stored just now. Send it again.', {
    cause,
    detail: (cause as Error).message,
  });
}
