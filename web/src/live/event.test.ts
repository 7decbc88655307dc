import { describe, expect, it } from 'vitest';
import { parseEvent } from './event.ts';

describe('a message of the live stream', () => {
  it('tells of a booking', () => {
    expect(parseEvent('{"type":"booking.created","id":"b1"}')).toEqual({ type: 'booking.created', id: 'b1' });
    expect(parseEvent('{"type":"booking.updated","id":"b1","more":1}')).toEqual({
      type: 'booking.updated',
      id: 'b1',
    });
  });

  it.each(['sync.progress', 'connection.changed', 'contact.changed', 'opportunity.changed'])(
    'tells of a change: %s',
    (type) => expect(parseEvent(JSON.stringify({ type, id: '7' }))).toEqual({ type, id: '7' }),
  );

  it('asks to read everything again when the server missed changes', () => {
    expect(parseEvent('{"type":"resync"}')).toEqual({ type: 'resync' });
  });

  it.each([
    ['{"type":"ping"}'],
    ['{"type":"call.created","id":"c1"}'],
    ['{"type":"booking.created"}'],
    ['nothing'],
    ['null'],
  ])('of a kind that the screens do not show is passed over: %s', (data) => {
    expect(parseEvent(data)).toBeNull();
  });
});
