/** Sorted int64 ids with fast access by position: the order of an unfiltered list, however deep the page. */

const CHUNK = 2048;

interface Chunk {
  ids: BigInt64Array;
  size: number;
}

export class SortedIds {
  #chunks: Chunk[] = [];
  #size = 0;

  /** `ids` in ascending order. */
  constructor(ids: BigInt64Array) {
    for (let at = 0; at < ids.length; at += CHUNK) {
      const part = ids.subarray(at, at + CHUNK);
      const chunk = { ids: new BigInt64Array(CHUNK), size: part.length };
      chunk.ids.set(part);
      this.#chunks.push(chunk);
    }
    this.#size = ids.length;
  }

  get size(): number {
    return this.#size;
  }

  /** The id at a position from 0; undefined beyond the end. */
  at(position: number): bigint | undefined {
    let left = position;
    for (const chunk of this.#chunks) {
      if (left < chunk.size) return chunk.ids[left];
      left -= chunk.size;
    }
    return undefined;
  }

  /** Puts an id in its place; one that is there already stays. */
  add(id: bigint): void {
    const last = this.#chunks.at(-1);
    if (!last || (last.size === CHUNK && (last.ids[CHUNK - 1] ?? id) < id)) {
      this.#chunks.push({ ids: new BigInt64Array(CHUNK).fill(id, 0, 1), size: 1 });
      this.#size += 1;
      return;
    }
    const at = this.#chunkFor(id);
    let chunk = this.#chunks[at] ?? last;
    if (chunk.size === CHUNK) {
      const half = CHUNK / 2;
      const upper = { ids: new BigInt64Array(CHUNK), size: half };
      upper.ids.set(chunk.ids.subarray(half));
      chunk.size = half;
      this.#chunks.splice(at + 1, 0, upper);
      if ((upper.ids[0] ?? id) <= id) chunk = upper;
    }
    const place = lowerBound(chunk, id);
    if (place < chunk.size && chunk.ids[place] === id) return;
    chunk.ids.copyWithin(place + 1, place, chunk.size);
    chunk.ids[place] = id;
    chunk.size += 1;
    this.#size += 1;
  }

  /** Takes an id out; one that is not there is no error. */
  remove(id: bigint): void {
    const at = this.#chunkFor(id);
    const chunk = this.#chunks[at];
    if (!chunk) return;
    const place = lowerBound(chunk, id);
    if (place >= chunk.size || chunk.ids[place] !== id) return;
    chunk.ids.copyWithin(place, place + 1, chunk.size);
    chunk.size -= 1;
    this.#size -= 1;
    if (chunk.size === 0) this.#chunks.splice(at, 1);
  }

  /** Position of the first chunk whose last id is not below `id`, or of the last chunk. */
  #chunkFor(id: bigint): number {
    let low = 0;
    let high = this.#chunks.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      const chunk = this.#chunks[middle];
      if (chunk && (chunk.ids[chunk.size - 1] ?? 0n) < id) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** Position of the first id of a chunk that is not below `id`. */
function lowerBound(chunk: Chunk, id: bigint): number {
  let low = 0;
  let high = chunk.size;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((chunk.ids[middle] ?? 0n) < id) low = middle + 1;
    else high = middle;
  }
  return low;
}
