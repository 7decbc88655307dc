import { Writable } from 'node:stream';
import { expect, it } from 'vitest';
import { createLog } from './log.ts';

it('redacts secrets wherever they stand in a logged object', () => {
  let text = '';
  const log = createLog(
    'info',
    new Writable({
      write: (chunk, _encoding, done) => {
        text += String(chunk);
        done();
      },
    }),
  );
  log.info(
    {
      password: 'one',
      headers: { authorization: 'two', host: 'here' },
      connection: { clientSecret: 'three', nested: { access_token: 'four' } },
      name: 'kept',
    },
    'something',
  );
  expect(text).not.toMatch(/"(one|two|three|four)"/);
  expect(text).toContain('"host":"here"');
  expect(text).toContain('"name":"kept"');
});
