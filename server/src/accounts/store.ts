import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { type Database, inWorkspace, type Sql } from '../platform/index.ts';
import type { Auth } from './auth.ts';
import type { Role } from './roles.ts';

export interface Member {
  readonly id: string;
  readonly userId: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly createdAt: string;
}

export interface Invitation {
  readonly id: string;
  readonly workspaceId: string;
  readonly workspaceName: string;
  readonly email: string;
  readonly role: Role;
  readonly status: string;
  readonly expiresAt: string;
}

/** Makes a user with a password, or gives the id of the one who has the e-mail already (whose password stays). */
export async function ensureUser(
  auth: Auth,
  user: { name: string; email: string; password: string },
): Promise<{ id: string; created: boolean }> {
  const { internalAdapter, password } = await auth.$context;
  const email = user.email.toLowerCase();
  const existing = await internalAdapter.findUserByEmail(email);
  if (existing) return { id: existing.user.id, created: false };
  const created = await internalAdapter.createUser(
    { name: user.name, email, emailVerified: true },
    { method: 'email-password' },
  );
  await internalAdapter.linkAccount({
    userId: created.id,
    providerId: 'credential',
    accountId: created.id,
    password: await password.hash(user.password),
  });
  return { id: created.id, created: true };
}

export async function createWorkspace(
  db: Database,
  workspace: { id?: string; name: string; timeZone: string; ownerId: string },
): Promise<string> {
  const id = workspace.id ?? randomUUID();
  await db.system.transaction().execute(async (tx) => {
    await sql`insert into auth."organization" ("id", "name", "slug", "createdAt") values (${id}, ${workspace.name}, ${id}, now())`.execute(
      tx,
    );
    await addMember(tx, id, workspace.ownerId, 'owner');
    await sql`insert into workspaces (workspace_id, time_zone) values (${id}, ${workspace.timeZone})`.execute(
      tx,
    );
  });
  return id;
}

export async function addMember(tx: Sql, workspaceId: string, userId: string, role: Role): Promise<void> {
  await sql`
    insert into auth."member" ("id", "organizationId", "userId", "role", "createdAt")
    values (${randomUUID()}, ${workspaceId}, ${userId}, ${role}, now())
    on conflict ("organizationId", "userId") do nothing`.execute(tx);
}

export async function listMembers(db: Database, workspaceId: string): Promise<Member[]> {
  const { rows } = await sql<{
    id: string;
    userId: string;
    name: string;
    email: string;
    role: Role;
    createdAt: Date;
  }>`
    select m."id", m."userId", u."name", u."email", m."role", m."createdAt"
    from auth."member" m join auth."user" u on u."id" = m."userId"
    where m."organizationId" = ${workspaceId}
    order by u."name", m."id"`.execute(db.system);
  return rows.map((row) => ({ ...row, createdAt: row.createdAt.toISOString() }));
}

/** Locks the workspace's owners, so that two of them cannot both leave at once. */
export async function countOwners(tx: Sql, workspaceId: string): Promise<number> {
  const { rows } =
    await sql`select 1 from auth."member" where "organizationId" = ${workspaceId} and "role" = 'owner' for update`.execute(
      tx,
    );
  return rows.length;
}

export async function setRole(tx: Sql, workspaceId: string, memberId: string, role: Role): Promise<void> {
  await sql`update auth."member" set "role" = ${role} where "organizationId" = ${workspaceId} and "id" = ${memberId}`.execute(
    tx,
  );
}

export async function removeMember(tx: Sql, workspaceId: string, memberId: string): Promise<void> {
  await sql`delete from auth."member" where "organizationId" = ${workspaceId} and "id" = ${memberId}`.execute(
    tx,
  );
}

const invitationColumns = sql`i."id", i."organizationId" as "workspaceId", o."name" as "workspaceName", i."email", i."role", i."status", i."expiresAt"`;

type InvitationRow = Omit<Invitation, 'expiresAt'> & { expiresAt: Date };

export async function listInvitations(db: Database, workspaceId: string): Promise<Invitation[]> {
  const { rows } = await sql<InvitationRow>`
    select ${invitationColumns} from auth."invitation" i join auth."organization" o on o."id" = i."organizationId"
    where i."organizationId" = ${workspaceId} and i."status" = 'pending' and i."expiresAt" > now()
    order by i."createdAt" desc`.execute(db.system);
  return rows.map(toInvitation);
}

export async function findInvitation(db: Sql, id: string): Promise<Invitation | null> {
  const { rows } = await sql<InvitationRow>`
    select ${invitationColumns} from auth."invitation" i join auth."organization" o on o."id" = i."organizationId"
    where i."id" = ${id} and i."status" = 'pending' and i."expiresAt" > now()`.execute(db);
  return rows[0] ? toInvitation(rows[0]) : null;
}

function toInvitation(row: InvitationRow): Invitation {
  return { ...row, expiresAt: row.expiresAt.toISOString() };
}

/** A second invitation to the same address replaces the first. */
export async function createInvitation(
  db: Database,
  invitation: { workspaceId: string; email: string; role: Role; inviterId: string },
): Promise<string> {
  const id = randomUUID();
  await db.system.transaction().execute(async (tx) => {
    await sql`update auth."invitation" set "status" = 'canceled' where "organizationId" = ${invitation.workspaceId} and "email" = ${invitation.email} and "status" = 'pending'`.execute(
      tx,
    );
    await sql`
      insert into auth."invitation" ("id", "organizationId", "email", "role", "status", "expiresAt", "inviterId")
      values (${id}, ${invitation.workspaceId}, ${invitation.email}, ${invitation.role}, 'pending', now() + interval '7 days', ${invitation.inviterId})`.execute(
      tx,
    );
  });
  return id;
}

export async function closeInvitation(
  tx: Sql,
  workspaceId: string,
  id: string,
  status: 'accepted' | 'canceled',
): Promise<boolean> {
  const done =
    await sql`update auth."invitation" set "status" = ${status} where "organizationId" = ${workspaceId} and "id" = ${id} and "status" = 'pending'`.execute(
      tx,
    );
  return done.numAffectedRows === 1n;
}

export async function listWorkspaces(
  db: Database,
  userId: string,
): Promise<{ id: string; name: string; role: Role }[]> {
  const { rows } = await sql<{ id: string; name: string; role: Role }>`
    select o."id", o."name", m."role" from auth."member" m join auth."organization" o on o."id" = m."organizationId"
    where m."userId" = ${userId} order by m."createdAt"`.execute(db.system);
  return rows;
}

export async function readWorkspace(
  db: Database,
  workspaceId: string,
): Promise<{ id: string; name: string; timeZone: string }> {
  const { rows: names } = await sql<{
    name: string;
  }>`select "name" from auth."organization" where "id" = ${workspaceId}`.execute(db.system);
  const { rows } = await inWorkspace(
    db,
    workspaceId,
    async (tx) => await sql<{ time_zone: string }>`select time_zone from workspaces`.execute(tx),
  );
  return { id: workspaceId, name: names[0]?.name ?? '', timeZone: rows[0]?.time_zone ?? 'UTC' };
}

export interface ApiKey {
  readonly id: string;
  readonly name: string;
  readonly prefix: string;
  readonly role: Role;
  readonly createdAt: string;
  readonly lastUsedAt: string | null;
  readonly expiresAt: string | null;
}

export async function listApiKeys(db: Database, workspaceId: string): Promise<ApiKey[]> {
  const { rows } = await sql<{
    id: string;
    name: string | null;
    start: string | null;
    metadata: string | null;
    createdAt: Date;
    lastRequest: Date | null;
    expiresAt: Date | null;
  }>`
    select "id", "name", "start", "metadata", "createdAt", "lastRequest", "expiresAt"
    from auth."apikey" where "referenceId" = ${workspaceId} order by "createdAt" desc`.execute(db.system);
  return rows.map((row) => ({
    id: row.id,
    name: row.name ?? '',
    prefix: row.start ?? '',
    role: roleOf(row.metadata),
    createdAt: row.createdAt.toISOString(),
    lastUsedAt: row.lastRequest?.toISOString() ?? null,
    expiresAt: row.expiresAt?.toISOString() ?? null,
  }));
}

function roleOf(metadata: string | null): Role {
  const parsed: unknown = metadata ? JSON.parse(metadata) : {};
  return ((typeof parsed === 'string' ? JSON.parse(parsed) : parsed) as { role?: Role }).role ?? 'read_only';
}

export async function deleteApiKey(tx: Sql, workspaceId: string, id: string): Promise<boolean> {
  const done =
    await sql`delete from auth."apikey" where "referenceId" = ${workspaceId} and "id" = ${id}`.execute(tx);
  return done.numAffectedRows === 1n;
}
