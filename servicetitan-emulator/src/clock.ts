/** The emulator's clock: it can be set, advanced, sped up and stopped, and it never says the same tick twice. */
import { wireTime } from './wire/time.ts';

/** Where real time comes from. */
export interface TimeSource {
  /** Milliseconds since 1970. */
  now(): number;
}

/** The emulator's time `ms` belongs to the source's time `at`; it runs `speed` times as fast, 0 stops it. */
export interface ClockState {
  at: number;
  ms: number;
  speed: number;
}

export class Clock {
  readonly #source: TimeSource;
  #state: ClockState;
  readonly #changed: (state: ClockState) => void;
  readonly #listeners = new Set<() => void>();
  #pretended: number | undefined;
  #stampMs = -1;
  #ticks = 0;

  /**
   * @param state where the clock stood when it was changed last; the source's time when absent
   * @param changed is told of every change, to keep it
   */
  constructor(source: TimeSource, state?: ClockState, changed: (state: ClockState) => void = () => {}) {
    this.#source = source;
    this.#changed = changed;
    const now = source.now();
    this.#state = state ?? { at: now, ms: now, speed: 1 };
  }

  /** Milliseconds since 1970. */
  now(): number {
    if (this.#pretended !== undefined) return this.#pretended;
    const { at, ms, speed } = this.#state;
    return Math.floor(ms + (this.#source.now() - at) * speed);
  }

  /**
   * The present as wire text for `createdOn` and `modifiedOn`. Within one millisecond the stamps count ticks of 100 ns:
   * a client that drops the digits past the third will be found out, as it would be live.
   */
  stamp(): string {
    const now = this.now();
    this.#ticks = now === this.#stampMs ? Math.min(this.#ticks + 1, 9999) : 0;
    this.#stampMs = now;
    return wireTime(now, this.#ticks);
  }

  /** Runs work as if it were `ms`: what happened while nobody looked is written down with its own time. */
  at<T>(ms: number, work: () => T): T {
    const before = this.#pretended;
    this.#pretended = ms;
    try {
      return work();
    } finally {
      this.#pretended = before;
    }
  }

  /** Tells of every jump and change of pace; answers how to stop being told. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  set(ms: number): void {
    this.#change(ms, this.#state.speed);
  }

  advance(ms: number): void {
    this.set(this.now() + ms);
  }

  /** Changes the pace from now on; 0 stops the clock. */
  run(speed: number): void {
    this.#change(this.now(), speed);
  }

  #change(ms: number, speed: number): void {
    this.#state = { at: this.#source.now(), ms, speed };
    this.#changed(this.#state);
    for (const listener of this.#listeners) listener();
  }

  get state(): ClockState {
    return this.#state;
  }
}
