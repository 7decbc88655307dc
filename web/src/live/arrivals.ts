import { useSyncExternalStore } from 'react';

/** How long a card stays highlighted, in milliseconds. */
const HIGHLIGHT = 5_000;

let arrived: ReadonlySet<string> = new Set();
const listeners = new Set<() => void>();

function change(next: ReadonlySet<string>): void {
  arrived = next;
  for (const listener of listeners) listener();
}

/** Marks a booking as just arrived, for a short while. */
export function markArrival(id: string): void {
  change(new Set([...arrived, id]));
  setTimeout(() => change(new Set([...arrived].filter((each) => each !== id))), HIGHLIGHT);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Ids of the bookings that arrived a moment ago. */
export function useArrivals(): ReadonlySet<string> {
  return useSyncExternalStore(subscribe, () => arrived);
}
