-- What changed of the resources that others follow without a change of their own (sync/resources.ts, `follows`): found by
-- when, with every increment. The time comes first: with the connection first, this would be taken for the primary key
-- while a table that grows has no statistics, and each row looked up by its id would read all of its resource.
create index mirror_followed on mirror (changed_at, workspace_id, connection_id, resource) where resource in ('invoices', 'estimates');
