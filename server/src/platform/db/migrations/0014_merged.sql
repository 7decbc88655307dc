-- Contacts that were put together with others, asked for by the id they had.
create index contact_merges_from on contact_merges (workspace_id, from_contact_id);
