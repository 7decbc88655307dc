import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What the sandbox remembers between runs, in `<data>/sandbox/state.json` (readable by the owner only). */
export interface SandboxState {
  readonly ports: { readonly emulator: number; readonly thumbtack: number };
  readonly password: string;
  readonly workspaceId: string | null;
  readonly apiKey: string | null;
}

export function readState(data: string): SandboxState {
  const file = join(data, 'sandbox', 'state.json');
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as SandboxState;
  return {
    ports: { emulator: 0, thumbtack: 0 },
    password: `demo-${randomBytes(6).toString('hex')}`,
    workspaceId: null,
    apiKey: null,
  };
}

export function writeState(data: string, state: SandboxState): void {
  mkdirSync(join(data, 'sandbox'), { recursive: true, mode: 0o700 });
  writeWhole(join(data, 'sandbox', 'state.json'), state);
}

/** Written beside and renamed: whoever reads it at that moment sees the old or the new, never half. */
export function writeWhole(file: string, content: unknown): void {
  const draft = `${file}.${process.pid}.draft`;
  writeFileSync(draft, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 });
  renameSync(draft, file);
}
