import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { peersFolder } from '../install.ts';
import type { Target } from './client.ts';

export interface Subject {
  readonly name: string;
  readonly title: string;
  readonly program: string;
  /** Without one it cannot keep anything: the limit. */
  readonly hasDatabase: boolean;
}

const peer = (file: string): string => join(peersFolder, 'leads', file);

export const subjects: readonly Subject[] = [
  {
    name: 'tradepost',
    title: 'Tradepost',
    program: join(import.meta.dirname, 'tradepost.ts'),
    hasDatabase: true,
  },
  { name: 'pg-boss', title: 'Fastify + pg-boss', program: peer('pg-boss.ts'), hasDatabase: true },
  {
    name: 'graphile-worker',
    title: 'Fastify + graphile-worker',
    program: peer('graphile-worker.ts'),
    hasDatabase: true,
  },
  {
    name: 'limit',
    title: 'Fastify without a database (the limit)',
    program: peer('limit.ts'),
    hasDatabase: false,
  },
];

export interface Running {
  readonly target: Target;
  stop(): Promise<void>;
}

/** How long a process may take to listen, and to end after it was asked to. */
const patience = 30_000;

/** Starts the subject in a process of its own, which says over the channel where it listens and ends when that closes. */
export async function startSubject(
  subject: Subject,
  databaseUrl: string,
  profiles: string | null,
): Promise<Running> {
  const flags =
    profiles === null
      ? []
      : [
          '--cpu-prof',
          `--cpu-prof-dir=${profiles}`,
          `--cpu-prof-name=${subject.name}-${Date.now()}.cpuprofile`,
        ];
  const child = spawn(process.execPath, [...flags, subject.program], {
    env: { ...process.env, NODE_ENV: 'production', DATABASE_URL: databaseUrl },
    stdio: ['ignore', 2, 2, 'ipc'],
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const stop = async (): Promise<void> => {
    if (child.connected) child.disconnect();
    const timer = setTimeout(() => child.kill('SIGKILL'), patience);
    await ended;
    clearTimeout(timer);
  };
  try {
    return { target: await listening(child, subject.name), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function listening(child: ChildProcess, name: string): Promise<Target> {
  return await new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new Error(`${name} did not listen within ${patience / 1000} s`)),
      patience,
    );
    child.once('error', reject);
    child.once('exit', (code, signal) =>
      reject(new Error(`${name} ended while starting (${signal ?? code})`)),
    );
    child.once('message', (message) => {
      clearTimeout(timer);
      resolve(message as Target);
    });
  });
}
