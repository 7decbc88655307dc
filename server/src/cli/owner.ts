import { randomBytes } from 'node:crypto';
import { createAuth, createWorkspace, ensureUser } from '../accounts/index.ts';
import {
  type Config,
  createLog,
  type Logger,
  lockData,
  migrate,
  openDatabase,
  prepareJobs,
  StartupError,
  startPostgres,
} from '../platform/index.ts';

/**
 * `tradepost owner EMAIL [NAME]`: makes a workspace with its first owner, the way into an installation without sandbox.
 * Answers what to print. With the embedded database, `tradepost up` must not be running.
 */
export async function ownerCommand(config: Config, args: readonly string[]): Promise<string> {
  const [email, ...names] = args;
  if (!email?.includes('@'))
    throw new StartupError('Give the e-mail of the owner: tradepost owner owner@example.com "Their Name".');
  const log = createLog('warn');
  const name = names.join(' ') || email;
  if (config.databaseUrl) return await makeOwner(config.databaseUrl, config.secret, email, name, log);
  const unlock = await lockData(config.data);
  const postgres = await startPostgres(config.data, log);
  try {
    return await makeOwner(postgres.url, config.secret, email, name, log);
  } finally {
    await postgres.stop();
    unlock();
  }
}

async function makeOwner(
  databaseUrl: string,
  secret: string,
  email: string,
  name: string,
  log: Logger,
): Promise<string> {
  const db = openDatabase(databaseUrl, log, { app: 1, system: 2 });
  const { auth, close } = createAuth({ databaseUrl, secret, url: () => 'http://localhost', log });
  try {
    await prepareJobs(db, log);
    await migrate(databaseUrl);
    const password = randomBytes(12).toString('base64url');
    const user = await ensureUser(auth, { name, email, password });
    await createWorkspace(db, {
      name: `${name}'s workspace`,
      timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      ownerId: user.id,
    });
    return `Owner ${email}${user.created ? `, password ${password}` : ' (keeps the password they have)'}\n`;
  } finally {
    await close();
    await db.close();
  }
}
