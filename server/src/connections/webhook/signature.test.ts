import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { readEnvelope, resourceOfEvent } from './envelope.ts';
import { isSigned } from './signature.ts';

/** What ServiceTitan sends here, and how it proves itself (H26; reference, Webhooks V2). */

const secret = 'a secret of thirty-two characters';
const body = Buffer.from('{"eventId":"e-1","event":"call.completed"}');
const sign = (encoding: 'hex' | 'base64', digest = 'sha256') =>
  createHmac(digest, secret).update(body).digest(encoding);

describe('a signature', () => {
  it.each([
    ['hex', 'sha256', '', sign('hex')],
    ['capital hex', 'sha256', '', sign('hex').toUpperCase()],
    ['base64', 'sha256', '', sign('base64')],
    ['a prefix', 'sha256', 'sha256=', `sha256=${sign('hex')}`],
    ['sha1', 'sha1', '', sign('base64', 'sha1')],
    ['sha512', 'sha512', 'v1,', `v1,${sign('hex', 'sha512')}`],
  ] as const)('is known in %s', (_name, digest, prefix, given) => {
    expect(isSigned(body, given, secret, { digest, prefix })).toBe(true);
  });

  it.each([
    ['none', undefined],
    ['an empty one', ''],
    ['another digest', sign('hex', 'sha1')],
    ['one of another body', createHmac('sha256', secret).update('{}').digest('hex')],
    ['one by another secret', createHmac('sha256', 'guessed').update(body).digest('hex')],
    ['a stranger prefix', `sha1=${sign('hex')}`],
    ['a part', sign('hex').slice(0, 32)],
    ['something else', 'Bearer nonsense'],
  ])('is refused: %s', (_name, given) => {
    expect(isSigned(body, given, secret, { digest: 'sha256', prefix: '' })).toBe(false);
  });
});

describe('an envelope', () => {
  const read = (value: unknown) =>
    readEnvelope(Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)));

  it('of V2 is understood', () => {
    expect(
      read({ eventId: 'e-1', webhookId: 'w', event: 'call.completed', tenantId: '1001', data: { id: 1 } }),
    ).toEqual({ eventId: 'e-1', event: 'call.completed', tenantId: '1001' });
  });

  it('of V1 is understood, the record flat beside it, ids to the last digit', () => {
    expect(
      read(
        '{"id":9007199254740993,"event":null,"__eventInfo":{"eventId":"e-2","webhookType":"CallCompleted"},"__tenantInfo":{"id":9007199254740993,"name":"X"}}',
      ),
    ).toEqual({ eventId: 'e-2', event: 'CallCompleted', tenantId: '9007199254740993' });
  });

  it.each(['', 'not json', '[]', 'null', '"text"', '{"eventId":{"a":1}}'])(
    'that is not understood is a hint for everything: %s',
    (text) => {
      expect(read(text)).toEqual({ eventId: null, event: null, tenantId: null });
      expect(resourceOfEvent(null)).toBeNull();
    },
  );

  it.each([
    ['call.completed', 'calls'],
    ['CallCompleted', 'calls'],
    ['job.updated', 'jobs'],
    ['JobRescheduled', 'jobs'],
    ['appointment.rescheduled', 'appointments'],
    ['AppointmentAssignmentCreated', 'appointmentAssignments'],
    ['TechnicianDispatched', 'appointmentAssignments'],
    ['customer.created', 'customers'],
    ['pricebook.changed', null],
  ])('of %s is about %s', (event, resource) => {
    expect(resourceOfEvent(event)).toBe(resource);
  });
});
