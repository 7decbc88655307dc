/** `GET` of an export feed (reference: "Export feeds"). */
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Collection } from '../store/collection.ts';
import type { Condition } from '../store/database.ts';
import { changeBefore, joined, selectFeed, selectFeedJoined } from '../store/select.ts';
import { invalid } from '../wire/problem.ts';
import { toInstant } from '../wire/time.ts';
import type { Call, Row, Tenant } from './call.ts';
import { activeOf } from './list.ts';
import { itemType, renderingOf } from './text.ts';

/** Rows of one answer, or a few more; the live number is not documented. */
const BATCH = 1000;

/** Where a feed goes on: after the change `seq`. `turn` makes every token differ from the one that asked for it. */
interface Position {
  seq: number;
  turn: number;
}

/** A row that answers the changes of a collection in order of modification, inactive records included. */
export function feed(collection: Collection): Row {
  return (operation) => {
    const rendering = renderingOf(collection, itemType(operation));
    const select = rendering.asStored ? selectFeedJoined : selectFeed;
    const takesActive = operation.query.some((field) => field.name === 'active');
    return (call) => {
      const { seq, turn } = positionOf(call, collection);
      const active = takesActive ? activeOf(call.query, 'Any') : undefined;
      const where: Condition[] =
        active === undefined ? [] : [{ sql: 'active = ?', params: [Number(active)] }];
      const found = select(call.store, collection, { after: seq, where, limit: BATCH }, rendering.width);
      const token = sign(call.tenant, collection, { seq: found.last, turn: turn + 1 });
      const data = 'text' in found ? found.text : joined(found.rows.map((row) => rendering.text(row)));
      return { text: [`{"hasMore":${found.more},"continueFrom":"${token}","data":[`, ...data, ']}'] };
    };
  };
}

function positionOf(call: Call, collection: Collection): Position {
  const { from } = call.query;
  if (typeof from !== 'string') return { seq: 0, turn: 0 };
  const instant = toInstant(from.replace(/ (\d\d:?\d\d)$/, '+$1'));
  if (instant !== undefined) return { seq: changeBefore(call.store, collection, instant), turn: 0 };
  const position = verify(call.tenant, collection, from);
  if (!position) throw invalid({ from: [`The value '${from.slice(0, 100)}' is not valid for from.`] });
  return position;
}

function sign(tenant: Tenant, collection: Collection, { seq, turn }: Position): string {
  const text = `${collection.name}:${seq}:${turn}`;
  return Buffer.concat([seal(tenant, text), Buffer.from(text)]).toString('base64url');
}

function verify(tenant: Tenant, collection: Collection, token: string): Position | undefined {
  if (!/^[\w-]+$/.test(token)) return undefined;
  const bytes = Buffer.from(token, 'base64url');
  if (bytes.length <= 16 || bytes.toString('base64url') !== token) return undefined;
  const text = bytes.subarray(16).toString();
  if (!timingSafeEqual(bytes.subarray(0, 16), seal(tenant, text))) return undefined;
  const [name, seq, turn] = text.split(':');
  return name === collection.name ? { seq: Number(seq), turn: Number(turn) } : undefined;
}

const seal = (tenant: Tenant, text: string): Buffer =>
  createHmac('sha256', tenant.secret)
    .update(`${String(tenant.id)}/${text}`)
    .digest()
    .subarray(0, 16);
