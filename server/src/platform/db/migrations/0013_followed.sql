-- What changed of the resources that others follow without a change of their own (sync/resources.ts, `follows`): found by
-- when, with every increment.
create index mirror_followed on mirror (workspace_id, connection_id, resource, changed_at) where resource in ('invoices', 'estimates');
