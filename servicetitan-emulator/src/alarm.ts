/** Wakes something up at a moment of the emulator's clock, however that runs, jumps or stands still. */
import type { Clock } from './clock.ts';

/** Timers of Node take no longer ones (2^31 - 1 ms). */
const LONGEST = 2_147_483_647;

export class Alarm {
  readonly #clock: Clock;
  readonly #ring: () => void;
  readonly #forget: () => void;
  #due: number | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(clock: Clock, ring: () => void) {
    this.#clock = clock;
    this.#ring = ring;
    this.#forget = clock.onChange(() => this.#arm());
  }

  /** Milliseconds since 1970 by the emulator's clock; undefined for never. */
  set(due: number | undefined): void {
    this.#due = due;
    this.#arm();
  }

  stop(): void {
    this.set(undefined);
    this.#forget();
  }

  #arm(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#due === undefined) return;
    const left = this.#due - this.#clock.now();
    const { speed } = this.#clock.state;
    if (left > 0 && speed === 0) return;
    const wait = left <= 0 ? 0 : Math.min(LONGEST, Math.ceil(left / speed));
    this.#timer = setTimeout(() => this.#look(), wait);
    // Nobody waits for the emulator to end because something could happen in it later.
    this.#timer.unref();
  }

  #look(): void {
    if (this.#due === undefined) return;
    if (this.#due > this.#clock.now()) return this.#arm();
    this.#due = undefined;
    this.#ring();
  }
}
