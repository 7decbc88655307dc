import { readFileSync } from 'node:fs';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

export interface DataFile<Data> {
  /** What the last run left; null at the first start. Throws when the file is there but unreadable. */
  load(): Partial<Data> | null;
  /** Something changed: it is written soon, many changes at once. */
  changed(): void;
  /** Resolves when everything is written. */
  close(): Promise<void>;
}

/** A JSON file that is replaced whole, so that a crash leaves the old or the new one; nothing at all without a path. */
export function openDataFile<Data>(path: string | undefined, snapshot: () => Data): DataFile<Data> {
  if (path === undefined) return { load: () => null, changed() {}, close: async () => {} };
  const temporary = `${path}.new`;
  let dirty = false;
  let writing: Promise<void> | null = null;

  async function write(file: string): Promise<void> {
    try {
      await mkdir(dirname(file), { recursive: true });
      while (dirty) {
        dirty = false;
        // Holds client secrets and tokens: for the owner only.
        await writeFile(temporary, JSON.stringify(snapshot()), { mode: 0o600 });
        await rename(temporary, file);
      }
    } catch (cause) {
      // A simulator on a full disk goes on without its memory.
      console.error('The simulator could not write its data file.', cause);
    }
    // At once after the last look at `dirty`, so that no change falls between two writers.
    writing = null;
  }

  return {
    load() {
      try {
        return JSON.parse(readFileSync(path, 'utf8'));
      } catch (cause) {
        if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return null;
        throw cause;
      }
    },
    changed() {
      dirty = true;
      writing ??= write(path);
    },
    close: async () => {
      await writing;
    },
  };
}
