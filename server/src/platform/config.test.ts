import { mkdtempSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readConfig } from './config.ts';

const folder = (): string => mkdtempSync(join(tmpdir(), 'tradepost-config-'));

describe('configuration', () => {
  it('has a default for everything and makes a secret that stays', () => {
    const cwd = folder();
    const first = readConfig({}, cwd);
    expect(first.config).toMatchObject({
      data: join(cwd, 'data'),
      port: 4600,
      host: '127.0.0.1',
      url: null,
      databaseUrl: null,
      sandbox: 'auto',
      logLevel: 'info',
    });
    expect(readConfig({}, cwd).config.secret).toBe(first.config.secret);
    expect(first.config.secret.length).toBeGreaterThan(30);
    expect(statSync(join(cwd, 'data/secret')).mode & 0o077).toBe(0);
  });

  it('says of each value where it comes from, and shows no secret', () => {
    const cwd = folder();
    const { rows } = readConfig(
      {
        TRADEPOST_PORT: '0',
        DATABASE_URL: 'postgres://u:hidden@db/x',
        TRADEPOST_SECRET: 'sixteen characters or more',
      },
      cwd,
    );
    expect(rows.find((row) => row.name === 'port')).toEqual({
      name: 'port',
      env: 'TRADEPOST_PORT',
      value: '0',
      origin: 'environment',
    });
    expect(rows.find((row) => row.name === 'host')?.origin).toBe('default');
    expect(rows.find((row) => row.name === 'url')?.origin).toBe('not set');
    expect(JSON.stringify(rows)).not.toMatch(/hidden|sixteen/);
    const made = readConfig({}, cwd).rows.find((row) => row.name === 'secret');
    expect(made?.origin).toBe(`file ${join(cwd, 'data/secret')}`);
    expect(JSON.stringify(made)).not.toContain(readFileSync(join(cwd, 'data/secret'), 'utf8').trim());
  });

  it.each([
    [{ TRADEPOST_PORT: 'http' }, /TRADEPOST_PORT.*port number/],
    [{ TRADEPOST_PORT: '70000' }, /TRADEPOST_PORT/],
    [{ TRADEPOST_SANDBOX: 'maybe' }, /TRADEPOST_SANDBOX.*on, off or auto/],
    [{ DATABASE_URL: 'mysql://x/y' }, /DATABASE_URL.*postgres:/],
    [{ TRADEPOST_SECRET: 'short' }, /TRADEPOST_SECRET.*16 characters/],
    [{ TRADEPOST_URL: 'leads.example.com' }, /TRADEPOST_URL.*https/],
    [{ TRADEPOST_DATA: '/dev/null/nowhere' }, /TRADEPOST_DATA.*cannot write/],
  ])('names the variable to mend: %o', (env, message) => {
    expect(() => readConfig(env, folder())).toThrow(message);
  });

  it('never repeats a bad secret in its message', () => {
    expect(() => readConfig({ TRADEPOST_SECRET: 'tooshort' }, folder())).toThrow(
      expect.not.stringContaining('tooshort') as never,
    );
  });
});
