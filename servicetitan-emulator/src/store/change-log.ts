/** Ids of a collection's records in the order they were written, so that what was derived from it can follow. */
import type { Id } from '../json/value.ts';

/** Changes that are remembered at least; whoever is further behind derives everything anew. */
const KEPT = 1024;

export class ChangeLog {
  #ids: Id[] = [];
  #first = 0;
  #asked = false;

  /** Where the log ends now. Nothing is written down until this was asked for once: loading a company costs nothing. */
  get position(): number {
    this.#asked = true;
    return this.#first + this.#ids.length;
  }

  add(id: Id): void {
    if (!this.#asked) return;
    this.#ids.push(id);
    if (this.#ids.length < 2 * KEPT) return;
    this.#ids = this.#ids.slice(KEPT);
    this.#first += KEPT;
  }

  /** Ids written since a position, each once; undefined when that is too long ago. */
  since(position: number): Set<bigint> | undefined {
    return position < this.#first ? undefined : new Set(this.#ids.slice(position - this.#first).map(BigInt));
  }
}
