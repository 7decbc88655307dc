import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createVault } from './secrets.ts';

const vault = createVault('one secret of a server');

describe('secrets at rest', () => {
  it('come back as they were, and never look the same twice', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), (plain, context) => {
        const sealed = vault.seal(plain, context);
        expect(vault.open(sealed, context)).toBe(Buffer.from(plain).toString());
        expect(vault.seal(plain, context)).not.toBe(sealed);
      }),
    );
  });

  it('do not open in another place, with another key, or changed', () => {
    const sealed = vault.seal('password', 'connection:1');
    expect(() => vault.open(sealed, 'connection:2')).toThrow('cannot open secret');
    expect(() => createVault('another secret here').open(sealed, 'connection:1')).toThrow(
      'cannot open secret',
    );
    const flipped = `${sealed.slice(0, -3)}${sealed.at(-3) === 'A' ? 'B' : 'A'}${sealed.slice(-2)}`;
    expect(() => vault.open(flipped, 'connection:1')).toThrow('cannot open secret');
  });
});
