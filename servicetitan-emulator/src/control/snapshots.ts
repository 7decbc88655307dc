/** Snapshots: everything the companies hold, and the time it is, to come back to. */
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Clock } from '../clock.ts';
import type { Tenant } from '../operations/call.ts';
import { invalid, notFound } from '../wire/problem.ts';

export interface Snapshot {
  name: string;
  /** Wire time by the emulator's clock when it was made. */
  at: string;
  bytes: number;
}

const NAME = /^[\w-]{1,64}$/;

export class Snapshots {
  readonly #tenants: ReadonlyMap<string, Tenant>;
  readonly #clock: Clock;
  readonly #data: string | undefined;
  #folder: string | undefined;

  /** @param data the emulator's folder, in which they outlive it; without one they go with it. */
  constructor(tenants: ReadonlyMap<string, Tenant>, clock: Clock, data: string | undefined) {
    this.#tenants = tenants;
    this.#clock = clock;
    this.#data = data;
  }

  get all(): Snapshot[] {
    const folder = this.#place();
    return readdirSync(folder)
      .filter((name) => existsSync(join(folder, name, 'snapshot.json')))
      .toSorted()
      .map((name) => this.#read(name));
  }

  #place(): string {
    if (this.#data !== undefined) {
      const folder = join(this.#data, 'snapshots');
      mkdirSync(folder, { recursive: true });
      return folder;
    }
    this.#folder ??= mkdtempSync(join(tmpdir(), 'servicetitan-emulator-'));
    return this.#folder;
  }

  #read(name: string): Snapshot {
    const folder = join(this.#place(), name);
    const { at } = JSON.parse(readFileSync(join(folder, 'snapshot.json'), 'utf8')) as { at: string };
    const bytes = readdirSync(folder).reduce((sum, file) => sum + statSync(join(folder, file)).size, 0);
    return { name, at, bytes };
  }

  #folderOf(name: string): string {
    if (!NAME.test(name))
      throw invalid({ name: ['A name is made of letters, digits, - and _, 64 at most.'] });
    return join(this.#place(), name);
  }

  /** Keeps what is now under a name; what was kept under it is replaced. */
  make(name: string): Snapshot {
    const folder = this.#folderOf(name);
    const draft = `${folder}.draft`;
    rmSync(draft, { recursive: true, force: true });
    mkdirSync(draft);
    for (const [id, { store }] of this.#tenants) store.copyTo(join(draft, `tenant-${id}.sqlite`));
    const at = new Date(this.#clock.now()).toISOString();
    writeFileSync(join(draft, 'snapshot.json'), JSON.stringify({ at }));
    rmSync(folder, { recursive: true, force: true });
    renameSync(draft, folder);
    return this.#read(name);
  }

  /** Makes records and time what they were. Export tokens of later changes then point past the end of their feeds. */
  restore(name: string): Snapshot {
    const folder = this.#folderOf(name);
    if (!existsSync(join(folder, 'snapshot.json'))) throw notFound('Snapshot', name);
    const snapshot = this.#read(name);
    for (const [id, { store }] of this.#tenants) store.replaceFrom(join(folder, `tenant-${id}.sqlite`));
    this.#clock.set(Date.parse(snapshot.at));
    return snapshot;
  }

  remove(name: string): void {
    const folder = this.#folderOf(name);
    if (!existsSync(folder)) throw notFound('Snapshot', name);
    rmSync(folder, { recursive: true });
  }

  /** Ends those that nothing keeps. */
  close(): void {
    if (this.#folder !== undefined) rmSync(this.#folder, { recursive: true, force: true });
  }
}
