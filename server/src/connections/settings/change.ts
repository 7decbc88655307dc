import { enqueue, inWorkspace, Problem, type Tx } from '../../platform/index.ts';
import { type By, type ConnectionRoom, needConnection, needHeld, tell } from '../wizard.ts';
import { diff, type SettingChange } from './diff.ts';
import { type Settings, settle, warningsOf } from './settings.ts';
import { addSettings, readSettings } from './store.ts';

/** What a change of settings came to. */
export interface Changed {
  readonly version: number;
  readonly settings: Settings;
  readonly changes: readonly SettingChange[];
  readonly warnings: readonly string[];
  readonly granted: readonly string[] | null;
}

/** What would change, without changing it. */
export async function compareSettings(
  room: ConnectionRoom,
  workspaceId: string,
  id: string,
  wanted: Settings,
): Promise<Changed> {
  return await inWorkspace(room.db, workspaceId, async (tx) => {
    const { scopes: granted } = await needConnection(tx, id);
    const { version, settings: before } = await readSettings(tx, id);
    const settings = settle(wanted, before);
    return {
      version,
      settings,
      granted,
      changes: diff(before, settings),
      warnings: warningsOf(settings, granted),
    };
  });
}

/**
 * Makes the next version of a connection's settings (B32), and has what is synced follow them. Settings that say the same
 * as before make no version.
 * @throws Problem 409 when somebody changed them since `version` was read; null takes whatever holds now.
 */
export async function changeSettings(
  room: ConnectionRoom,
  by: By,
  id: string,
  wanted: Settings,
  more: { version: number | null; comment: string | null },
): Promise<Changed> {
  const { workspaceId, actor } = by.principal;
  return await inWorkspace(room.db, workspaceId, async (tx) => {
    const { scopes: granted, status } = await needHeld(tx, id);
    const { version, settings: before } = await readSettings(tx, id);
    if (more.version !== null && more.version !== version)
      throw new Problem(
        409,
        'settings_changed',
        `These settings were changed by somebody else meanwhile (version ${version}). Load them again and repeat your change.`,
      );
    const settings = settle(wanted, before);
    const changes = diff(before, settings);
    const warnings = warningsOf(settings, granted);
    if (changes.length === 0) return { version, settings, changes, warnings, granted };
    await addSettings(tx, workspaceId, id, version, settings, { actor, comment: more.comment });
    const next = version + 1;
    if (status !== 'draft') await follow(tx, workspaceId, id, next);
    await tell(tx, by, id, 'settings_changed', { version: next, changes, comment: more.comment });
    return { version: next, settings, changes, warnings, granted };
  });
}

/** Several changes in a row are followed once. */
async function follow(tx: Tx, workspaceId: string, connectionId: string, version: number): Promise<void> {
  await enqueue(
    tx,
    'sync:settings',
    { workspaceId, connectionId, version },
    { key: `sync:settings:${connectionId}` },
  );
}
