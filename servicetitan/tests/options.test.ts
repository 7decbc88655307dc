import { describe, expect, test } from 'vitest';
import { type ClientOptions, createClient } from '../src/index.ts';

describe('making a client', () => {
  const whole = {
    apiUrl: 'http://127.0.0.1:1',
    authUrl: 'http://127.0.0.1:1',
    tenantId: 1,
    clientId: 'i',
    clientSecret: 's',
    appKey: 'k',
  };
  test.each([
    [{ ...whole, environment: 'staging' }, 'environment must be production or integration; or leave it out'],
    [{ ...whole, authUrl: undefined }, 'set environment, or apiUrl and authUrl: authUrl is missing'],
    [{ ...whole, apiUrl: 'localhost:4700' }, 'apiUrl must be an http(s) address, not "localhost:4700"'],
    [{ ...whole, clientSecret: '' }, 'clientSecret is missing'],
  ])('says which option to set', (options, message) => {
    expect(() => createClient(options as unknown as ClientOptions)).toThrow(message);
  });
});
