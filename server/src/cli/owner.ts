import { randomBytes } from 'node:crypto';
import { createAuth, createWorkspace, ensureUser } from '../accounts/index.ts';
import { type Config, createLog, migrate, openDatabase, prepareJobs, StartupError } from '../platform/index.ts';

/** `tradepost owner EMAIL [NAME]`: the way into an installation without sandbox. Answers what to print. */
export async function ownerCommand(config: Config, args: readonly string[]): Promise<string> {
  const [email, ...names] = args;
  if (!email?.includes('@')) throw new StartupError('Give the e-mail of the owner: tradepost owner owner@example.com "Their Name".');
  if (!config.databaseUrl) throw new StartupError('DATABASE_URL: this command works on a database of its own; with the embedded one, sign in with the printed login and invite people.');
  const log = createLog('warn');
  const db = openDatabase(config.databaseUrl, log, { app: 1, system: 2 });
  const { auth, close } = createAuth({ databaseUrl: config.databaseUrl, secret: config.secret, url: () => 'http://localhost', log });
  try {
    await prepareJobs(db, log);
    await migrate(config.databaseUrl);
    const password = randomBytes(12).toString('base64url');
    const user = await ensureUser(auth, { name: names.join(' ') || email, email, password });
    await createWorkspace(db, { name: `${names.join(' ') || email}'s workspace`, timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone, ownerId: user.id });
    return `Owner ${email}${user.created ? `, password ${password}` : ' (keeps the password they have)'}\n`;
  } finally {
    await close();
    await db.close();
  }
}
