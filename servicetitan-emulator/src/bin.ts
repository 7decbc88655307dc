#!/usr/bin/env node
/** `servicetitan-emulator`: starts an emulator and prints where it listens. */
import { parseArgs } from 'node:util';
import { COMPANY_SIZES, type CompanySize, createEmulator, type Emulator } from './index.ts';

const USAGE = `servicetitan-emulator [options]

  --port N         port to listen on; a free one when absent
  --host H         address to listen on (127.0.0.1)
  --seed N         seed of the credentials and the company (1)
  --company SIZE   ${COMPANY_SIZES.join(', ')} (medium)
  --data DIR       folder to keep everything in; in memory when absent
  --rate-limit N   calls per second for each app and tenant (60); 0 for no limit
  --live           the company lives: calls, jobs, sales and payments as time passes
  --webhook URL    tell this address of changes; may be given more than once
  --json           print one line of JSON
  --help           print this text`;

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    host: { type: 'string', default: '127.0.0.1' },
    seed: { type: 'string', default: '1' },
    company: { type: 'string', default: 'medium' },
    data: { type: 'string' },
    'rate-limit': { type: 'string' },
    live: { type: 'boolean' },
    webhook: { type: 'string', multiple: true },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

/** A whole number from 0 on; ends the program when the text is none. */
function whole(name: string, text: string): number {
  if (!/^\d{1,9}$/.test(text)) fail(`--${name} must be a whole number.`);
  return Number(text);
}

function fail(message: string): never {
  console.error(`${message}\n\n${USAGE}`);
  process.exit(2);
}

const isSize = (text: string): text is CompanySize => (COMPANY_SIZES as readonly string[]).includes(text);

function describe(emulator: Emulator): string {
  const { url, tenantId, clientId, clientSecret, appKey, controlUrl } = emulator;
  const facts = { url, authUrl: url, tenantId, clientId, clientSecret, appKey, controlUrl };
  if (values.json) return JSON.stringify(facts);
  return `The ServiceTitan emulator listens at ${url}

  tenant         ${tenantId}
  client id      ${clientId}
  client secret  ${clientSecret}
  app key        ${appKey}
  control plane  ${controlUrl}`;
}

if (values.help) {
  console.log(USAGE);
} else {
  const size = values.company;
  if (!isSize(size)) fail(`--company must be one of ${COMPANY_SIZES.join(', ')}.`);
  const emulator = await createEmulator({
    port: whole('port', values.port),
    host: values.host,
    seed: whole('seed', values.seed),
    company: size,
    ...(values.data !== undefined && { data: values.data }),
    ...(values.live !== undefined && { live: values.live }),
    ...(values.webhook && { webhooks: values.webhook.map((url) => ({ url })) }),
    ...(values['rate-limit'] !== undefined && { rateLimit: whole('rate-limit', values['rate-limit']) }),
  });
  const stop = (): void => {
    emulator.close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  // Last, for whoever waits for this line may send a signal at once.
  console.log(describe(emulator));
}
