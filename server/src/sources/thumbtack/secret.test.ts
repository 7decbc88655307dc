import { expect, test } from 'vitest';
import type { DeliverySecret } from '../source.ts';
import { verify } from './secret.ts';

const basic: DeliverySecret = { kind: 'basic', username: 'tradepost', password: 'p:ä ss' };
const header: DeliverySecret = { kind: 'header', header: 'X-Lead-Key', value: 'k-123' };
const encoded = (pair: string) => `Basic ${Buffer.from(pair).toString('base64')}`;

type Row = [
  name: string,
  secret: DeliverySecret,
  headers: Record<string, string | string[] | undefined>,
  ok: boolean,
];
const rows: Row[] = [
  ['the registered pair', basic, { authorization: encoded('tradepost:p:ä ss') }, true],
  [
    'the scheme in another case',
    basic,
    { authorization: encoded('tradepost:p:ä ss').replace('Basic', 'bAsIc') },
    true,
  ],
  ['a wrong password', basic, { authorization: encoded('tradepost:p:a ss') }, false],
  ['a wrong user', basic, { authorization: encoded('Tradepost:p:ä ss') }, false],
  ['no header', basic, {}, false],
  ['an empty pair', basic, { authorization: 'Basic ' }, false],
  ['another scheme', basic, { authorization: 'Bearer tradepost:p:ä ss' }, false],
  ['two headers', basic, { authorization: [encoded('tradepost:p:ä ss'), encoded('x:y')] }, false],
  ['not base64', basic, { authorization: 'Basic !!!' }, false],
  [
    'an empty registered pair',
    { kind: 'basic', username: '', password: '' },
    { authorization: encoded(':') },
    false,
  ],
  ['the registered header', header, { 'x-lead-key': 'k-123' }, true],
  ['a longer value', header, { 'x-lead-key': 'k-1234' }, false],
  ['the header missing', header, { authorization: 'k-123' }, false],
  ['the header twice', header, { 'x-lead-key': ['k-123', 'k-123'] }, false],
  ['an empty registered header', { ...header, value: '' }, { 'x-lead-key': '' }, false],
];

test.each(rows)('%s', (_name, secret, headers, ok) => {
  expect(verify(secret, headers)).toBe(ok);
});
