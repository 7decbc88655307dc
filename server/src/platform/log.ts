import { type Logger, pino } from 'pino';

export type { Logger };

/** Fields that may hold a secret, wherever they stand in a logged object. */
const secretFields = [
  'password',
  'secret',
  'clientSecret',
  'client_secret',
  'appKey',
  'apiKey',
  'key',
  'token',
  'accessToken',
  'access_token',
  'refreshToken',
  'refresh_token',
  'authorization',
  'cookie',
  'set-cookie',
  'x-api-key',
  'st-app-key',
];

/** Structured log (one JSON object a line) with secrets redacted at depth one to three. */
export function createLog(level: string, destination: NodeJS.WritableStream = process.stderr): Logger {
  const quoted = secretFields.map((field) => `["${field}"]`);
  return pino(
    {
      level,
      base: undefined,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: { paths: quoted.flatMap((field) => [field, `*${field}`, `*.*${field}`]), censor: '[redacted]' },
    },
    destination,
  );
}
