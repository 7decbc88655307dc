import { sql } from 'kysely';
import type { Tx } from '../platform/index.ts';
import { normalizePhone } from './phone.ts';
import type { PlaceholderFilter } from './placeholder.ts';

export interface SharedValue {
  readonly value: string;
  /** How many customers have it. */
  readonly customers: number;
  /** It is on the list already. */
  readonly listed: boolean;
  readonly examples: readonly string[];
}

const MOST = 200;

/** E-mails and phones that so many customers share that they can hardly be anybody's (B22), most shared first. */
export async function discoverPlaceholders(
  tx: Tx,
  connectionId: string,
  least: number,
  filter: PlaceholderFilter,
): Promise<{ emails: SharedValue[]; phones: SharedValue[] }> {
  const { rows } = await sql<{ kind: string; value: string; customers: number; examples: string[] }>`
    with points as (
      select case when lower(body ->> 'type') = 'email' then 'email' else 'phone' end as kind,
        case when lower(body ->> 'type') = 'email' then lower(trim(body ->> 'value')) else regexp_replace(body ->> 'value', '\\D', '', 'g') end as value, owner_id
      from mirror
      where workspace_id = current_workspace() and connection_id = ${connectionId} and resource = 'customerContacts' and deleted_at is null and active
        and lower(body ->> 'type') in ('email', 'phone', 'mobilephone')
    ), shared as (
      select kind, value, count(distinct owner_id)::int as customers, (array_agg(distinct owner_id))[1:5] as few
      from points where value <> '' group by kind, value having count(distinct owner_id) >= ${least}
      order by customers desc, value limit ${MOST}
    )
    select kind, value, customers,
      array(select c.body ->> 'name' from mirror c where c.workspace_id = current_workspace() and c.connection_id = ${connectionId} and c.resource = 'customers'
        and c.id = any(few) and c.body ->> 'name' is not null order by c.id) as examples
    from shared order by customers desc, value`.execute(tx);
  const emails: SharedValue[] = [];
  const phones: SharedValue[] = [];
  for (const { kind, value, customers, examples } of rows) {
    if (kind === 'email') emails.push({ value, customers, examples, listed: filter.email(value) });
    else {
      const phone = normalizePhone(value);
      if (phone) phones.push({ value: phone, customers, examples, listed: filter.phone(phone) });
    }
  }
  return { emails, phones };
}
