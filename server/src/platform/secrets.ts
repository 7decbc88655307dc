import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { Problem } from './errors.ts';

/** Encrypts secrets at rest (AES-256-GCM). `context` binds a value to its place, so that a row copied elsewhere does not open. */
export interface Vault {
  seal(plain: string, context: string): string;
  /** Throws a `Problem` when the key is not the one that sealed it. */
  open(sealed: string, context: string): string;
}

const version = 'v1';

export function createVault(secret: string): Vault {
  const key = Buffer.from(hkdfSync('sha256', secret, 'tradepost', 'secrets at rest', 32));
  return {
    seal(plain, context) {
      const iv = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(context));
      const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
      return `${version}.${Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64url')}`;
    },
    open(sealed, context) {
      const bytes = Buffer.from(sealed.slice(version.length + 1), 'base64url');
      try {
        const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12)).setAAD(
          Buffer.from(context),
        );
        decipher.setAuthTag(bytes.subarray(12, 28));
        return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8');
      } catch (cause) {
        throw new Problem(
          500,
          'secret_unreadable',
          'A stored secret cannot be read. TRADEPOST_SECRET is not the one it was stored with.',
          {
            cause,
            detail: `cannot open secret for ${context}`,
          },
        );
      }
    },
  };
}
