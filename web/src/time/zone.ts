/**
 * Wall-clock time in a workspace's zone. Forms edit "2026-03-05T09:00" as people say it; the API speaks UTC instants.
 * Built on Intl, since not every browser that must work has Temporal.
 */

const partsByZone = new Map<string, Intl.DateTimeFormat>();

function partsFormat(zone: string): Intl.DateTimeFormat {
  let format = partsByZone.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      calendar: 'gregory',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    });
    partsByZone.set(zone, format);
  }
  return format;
}

/** Milliseconds that the zone's clocks are ahead of UTC at an instant (epoch milliseconds). */
function offsetAt(epoch: number, zone: string): number {
  const field: Record<string, number> = {};
  for (const part of partsFormat(zone).formatToParts(epoch)) field[part.type] = Number(part.value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = field;
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(epoch / 1000) * 1000;
}

/** Wall-clock minute in the zone at an instant: `YYYY-MM-DDTHH:mm`. */
export function wallAt(instant: string, zone: string): string {
  const epoch = Date.parse(instant);
  return new Date(epoch + offsetAt(epoch, zone)).toISOString().slice(0, 16);
}

/**
 * The instant (ISO, UTC) of a wall-clock minute `YYYY-MM-DDTHH:mm` in the zone. A time that clocks skip in spring is
 * moved on by the gap, one that they repeat in autumn means the first (Temporal's "compatible" rule).
 * Null when the text is no time.
 */
export function instantOf(wall: string, zone: string): string | null {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(wall)) return null;
  const asUtc = Date.parse(`${wall}:00Z`);
  if (Number.isNaN(asUtc)) return null;
  const before = offsetAt(asUtc - 86_400_000, zone);
  const after = offsetAt(asUtc + 86_400_000, zone);
  for (const offset of [before, after]) {
    const epoch = asUtc - offset;
    if (offsetAt(epoch, zone) === offset) return new Date(epoch).toISOString();
  }
  // Inside a gap neither offset holds: the one before the change moves the time past it.
  return new Date(asUtc - before).toISOString();
}

/** Wall-clock time `minutes` later, on the same paper calendar: `YYYY-MM-DDTHH:mm`. */
export function wallAfter(wall: string, minutes: number): string {
  return new Date(Date.parse(`${wall}:00Z`) + minutes * 60_000).toISOString().slice(0, 16);
}
