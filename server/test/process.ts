import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const main = join(import.meta.dirname, '../src/main.ts');

export interface Sandbox {
  readonly url: string;
  readonly email: string;
  readonly password: string;
  readonly apiKey: string;
  readonly workspaceId: string;
  readonly emulator: {
    url: string;
    tenantId: string;
    clientId: string;
    clientSecret: string;
    appKey: string;
  };
  readonly simulators: { thumbtack: { url: string } };
  readonly sources: {
    thumbtack: {
      hookUrl: string;
      headers: Record<string, string>;
      simulatorUrl: string;
      businessId: string;
      categoryId: string;
      categoryName: string;
    };
  };
}

export type Role = 'up' | 'web' | 'worker';

export interface Tradepost {
  readonly child: ChildProcess;
  readonly url: string;
  readonly output: () => string;
  readonly sandbox: () => Sandbox;
  /** Sends the signal and waits for the end; answers the exit code or signal. */
  end(signal: NodeJS.Signals): Promise<number | string>;
}

export function newData(): string {
  return join(mkdtempSync(join(tmpdir(), 'tradepost-up-')), 'data');
}

/** Starts the real thing as a process of its own and waits until it has said where it is. */
export async function up(
  data: string,
  env: Record<string, string> = {},
  role: Role = 'up',
): Promise<Tradepost> {
  const started = launch(data, env, role);
  const url = await Promise.race([
    new Promise<string>((resolve) => {
      started.child.stdout?.on('data', () => {
        const found = /\((?:up|web)\) is at (\S+)|\(worker\) is (running)/.exec(started.output());
        const address = found?.[1] ?? found?.[2];
        if (address) resolve(address);
      });
    }),
    once(started.child, 'exit').then(() =>
      Promise.reject(new Error(`tradepost ended while starting:\n${started.output()}`)),
    ),
  ]);
  return {
    ...started,
    url,
    sandbox: () => JSON.parse(readFileSync(join(data, 'sandbox.json'), 'utf8')) as Sandbox,
    async end(signal) {
      const ended = once(started.child, 'exit');
      if (started.child.exitCode !== null || started.child.signalCode !== null)
        return started.child.exitCode ?? String(started.child.signalCode);
      started.child.kill(signal);
      const [code, by] = (await ended) as [number | null, string | null];
      return code ?? by ?? 'unknown';
    },
  };
}

/** Starts it without waiting for anything: for starts that are to fail. */
export function launch(
  data: string,
  env: Record<string, string> = {},
  role: Role = 'up',
): { child: ChildProcess; output: () => string } {
  let text = '';
  const child = spawn(process.execPath, [main, role], {
    env: {
      ...process.env,
      TRADEPOST_DATA: data,
      TRADEPOST_PORT: '0',
      TRADEPOST_LOG_LEVEL: 'warn',
      DATABASE_URL: '',
      TRADEPOST_SANDBOX: 'off',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (part: string) => void (text += part));
  return { child, output: () => text };
}
