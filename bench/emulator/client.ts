import { Agent, request } from 'node:http';
import type { CompanyFacts } from './company.ts';

/** A client as lean as it gets, since it shares the machine with what it measures: one connection, bodies as bytes. */
export interface Client {
  /** Path below the tenant, as `jpm/jobs?page=2`. */
  get(path: string): Promise<Buffer>;
  readonly headers: Readonly<Record<string, string>>;
  urlOf(path: string): string;
  close(): void;
}

export async function connectTo(facts: CompanyFacts): Promise<Client> {
  const form = {
    grant_type: 'client_credentials',
    client_id: facts.clientId,
    client_secret: facts.clientSecret,
  };
  const granted = await fetch(`${facts.url}/connect/token`, {
    method: 'POST',
    body: new URLSearchParams(form),
  });
  const { access_token: token } = (await granted.json()) as { access_token: string };
  const headers = { Authorization: `Bearer ${token}`, 'ST-App-Key': facts.appKey };
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const urlOf = (path: string): string =>
    `${facts.url}/${path.replace('/', `/v2/tenant/${facts.tenantId}/`)}`;
  return {
    headers,
    urlOf,
    get: (path) =>
      new Promise((resolve, reject) => {
        const sent = request(urlOf(path), { agent, headers }, (response) => {
          const parts: Buffer[] = [];
          response.on('data', (part: Buffer) => parts.push(part));
          response.once('error', reject);
          response.once('end', () => {
            if (response.statusCode === 200) resolve(Buffer.concat(parts));
            else reject(new Error(`${path} answered ${response.statusCode}`));
          });
        });
        sent.once('error', reject);
        sent.end();
      }),
    close: () => agent.destroy(),
  };
}
