import { sql } from 'kysely';
import type { Tx } from '../platform/index.ts';
import type { Mapping } from './mapping.ts';

export async function listMappings(tx: Tx): Promise<Mapping[]> {
  const { rows } = await sql<Mapping>`
    select standard_job_type_id as "standardJobTypeId", job_type_ids as "jobTypeIds", business_unit_ids as "businessUnitIds"
    from job_type_mapping order by standard_job_type_id`.execute(tx);
  return rows;
}

export async function findMapping(tx: Tx, standardJobTypeId: string): Promise<Mapping | null> {
  const { rows } = await sql<Mapping>`
    select standard_job_type_id as "standardJobTypeId", job_type_ids as "jobTypeIds", business_unit_ids as "businessUnitIds"
    from job_type_mapping where standard_job_type_id = ${standardJobTypeId}`.execute(tx);
  return rows[0] ?? null;
}

/** Writes the given rows and leaves the others; an empty row is taken out. */
export async function saveMappings(tx: Tx, workspaceId: string, mappings: readonly Mapping[]): Promise<void> {
  const json = JSON.stringify(mappings);
  await sql`
    insert into job_type_mapping (workspace_id, standard_job_type_id, job_type_ids, business_unit_ids)
    select ${workspaceId}::uuid, m."standardJobTypeId", array(select jsonb_array_elements_text(m."jobTypeIds")), array(select jsonb_array_elements_text(m."businessUnitIds"))
    from jsonb_to_recordset(${json}::jsonb) as m("standardJobTypeId" text, "jobTypeIds" jsonb, "businessUnitIds" jsonb)
    on conflict (workspace_id, standard_job_type_id) do update
      set job_type_ids = excluded.job_type_ids, business_unit_ids = excluded.business_unit_ids, updated_at = now()
      where (job_type_mapping.job_type_ids, job_type_mapping.business_unit_ids) is distinct from (excluded.job_type_ids, excluded.business_unit_ids)`.execute(
    tx,
  );
  await sql`delete from job_type_mapping where job_type_ids = '{}' and business_unit_ids = '{}'`.execute(tx);
}
