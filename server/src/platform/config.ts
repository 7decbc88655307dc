import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { StartupError } from './errors.ts';

const port = z.coerce.number('must be a port number').int().min(0).max(65_535);

/** Every setting: how it reads, what it is when nobody says, and whether it may be shown. */
const settings = {
  data: { env: 'TRADEPOST_DATA', schema: z.string().min(1), fallback: './data', secret: false },
  port: { env: 'TRADEPOST_PORT', schema: port, fallback: '4600', secret: false },
  host: { env: 'TRADEPOST_HOST', schema: z.string().min(1), fallback: '127.0.0.1', secret: false },
  url: {
    env: 'TRADEPOST_URL',
    schema: z.url('must be a full address such as https://leads.example.com'),
    fallback: null,
    secret: false,
  },
  databaseUrl: {
    env: 'DATABASE_URL',
    schema: z.url({ protocol: /^postgres(ql)?$/, error: 'must start with postgres://' }),
    fallback: null,
    secret: true,
  },
  secret: {
    env: 'TRADEPOST_SECRET',
    schema: z.string().min(16, 'needs at least 16 characters'),
    fallback: null,
    secret: true,
  },
  sandbox: {
    env: 'TRADEPOST_SANDBOX',
    schema: z.enum(['on', 'off', 'auto'], 'must be on, off or auto'),
    fallback: 'auto',
    secret: false,
  },
  logLevel: {
    env: 'TRADEPOST_LOG_LEVEL',
    schema: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']),
    fallback: 'info',
    secret: false,
  },
} as const;

type Name = keyof typeof settings;
export type Origin = 'environment' | 'default' | 'not set' | `file ${string}`;

export interface Config {
  /** Absolute path of the data folder. */
  readonly data: string;
  /** 0 picks a free one. */
  readonly port: number;
  readonly host: string;
  /** Where the world reaches this server; null means the address it listens on. */
  readonly url: string | null;
  /** null means the embedded PostgreSQL. */
  readonly databaseUrl: string | null;
  /** Key material for secrets at rest and sessions. */
  readonly secret: string;
  readonly sandbox: 'on' | 'off' | 'auto';
  readonly logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent';
}

export interface ConfigRow {
  readonly name: string;
  readonly env: string;
  readonly value: string;
  readonly origin: Origin;
}

/** Reads the configuration and says where each value came from. Throws `StartupError` naming the variable to mend. */
export function readConfig(
  env: NodeJS.ProcessEnv,
  cwd = process.cwd(),
): { config: Config; rows: ConfigRow[] } {
  const values: Record<string, unknown> = {};
  const rows: ConfigRow[] = [];
  for (const name of Object.keys(settings) as Name[]) {
    const setting = settings[name];
    const given = env[setting.env]?.trim();
    const text = given || setting.fallback;
    if (text === null) {
      values[name] = null;
      rows.push({ name, env: setting.env, value: '', origin: 'not set' });
      continue;
    }
    const parsed = setting.schema.safeParse(text);
    if (!parsed.success) {
      const shown = setting.secret ? 'its value' : JSON.stringify(text);
      throw new StartupError(
        `${setting.env}: ${shown} ${parsed.error.issues[0]?.message ?? 'is not valid'}.`,
      );
    }
    values[name] = parsed.data;
    rows.push({
      name,
      env: setting.env,
      value: setting.secret ? '********' : String(parsed.data),
      origin: given ? 'environment' : 'default',
    });
  }
  const data = resolve(cwd, String(values.data));
  row(rows, 'data').value = data;
  if (values.secret === null) {
    const file = join(data, 'secret');
    values.secret = readOrMakeSecret(data, file);
    Object.assign(row(rows, 'secret'), { value: '********', origin: `file ${file}` });
  }
  return { config: { ...(values as unknown as Config), data }, rows };
}

function row(rows: ConfigRow[], name: Name): { -readonly [K in keyof ConfigRow]: ConfigRow[K] } {
  const found = rows.find((r) => r.name === name);
  if (!found) throw new Error(`no setting ${name}`);
  return found;
}

function readOrMakeSecret(data: string, file: string): string {
  try {
    mkdirSync(data, { recursive: true, mode: 0o700 });
    if (!existsSync(file)) {
      try {
        // "wx" so that two processes starting at once cannot each keep a key of their own.
        writeFileSync(file, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600, flag: 'wx' });
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      }
    }
    return readFileSync(file, 'utf8').trim();
  } catch (cause) {
    throw new StartupError(
      `TRADEPOST_DATA: cannot write to ${data} (${(cause as Error).message}). Choose a folder that you may write to.`,
      { cause },
    );
  }
}
