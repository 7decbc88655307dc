import type { Emulator } from 'servicetitan-emulator';
import type { Access } from '../src/connections/store.ts';
import { parseRow, type Row } from './json.ts';

/** Where a company's API is and how one gets in, as the emulator and the sandbox give it. */
export type Credentials = Pick<Emulator, 'url' | 'tenantId' | 'clientId' | 'clientSecret' | 'appKey'>;

/** What a connection to the emulator is made with. */
export const accessOf = (
  { url, tenantId, clientId, clientSecret, appKey }: Credentials,
  name = 'Emulator',
): Access => ({
  name,
  environment: 'emulator',
  apiUrl: url,
  authUrl: url,
  tenantId,
  clientId,
  clientSecret,
  appKey,
});

/** ServiceTitan's API over plain HTTP, as the reference describes it. Paths without the tenant: `crm/v2/customers`. */
export interface Api {
  get(path: string): Promise<Row>;
  /** All rows of a list, page by page. */
  list(path: string): Promise<Row[]>;
  patch(path: string, body: object): Promise<Row>;
}

/** A caller of its own, past the product and its client: with a token for each request, since companies' clocks are moved. */
export function openApi(company: Credentials, parse: (text: string) => Row = parseRow): Api {
  const newToken = async (): Promise<string> => {
    const answer = await fetch(`${company.url}/connect/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: company.clientId,
        client_secret: company.clientSecret,
      }),
    });
    return ((await answer.json()) as { access_token: string }).access_token;
  };
  const ask = async (path: string, init: { method?: string; body?: string } = {}): Promise<Row> => {
    const [module, version, ...rest] = path.split('/');
    const url = `${company.url}/${module}/${version}/tenant/${company.tenantId}/${rest.join('/')}`;
    const headers = {
      authorization: await newToken(),
      'st-app-key': company.appKey,
      ...(init.body && { 'content-type': 'application/json' }),
    };
    const got = await fetch(url, { ...init, headers });
    const text = await got.text();
    if (!got.ok) throw new Error(`${url} answered ${got.status} ${text}`);
    return parse(text);
  };
  return {
    get: ask,
    async list(path) {
      const rows: Row[] = [];
      for (let page = 1; ; page += 1) {
        const { data, hasMore } = await ask(
          `${path}${path.includes('?') ? '&' : '?'}page=${page}&pageSize=2000`,
        );
        rows.push(...data);
        if (!hasMore) return rows;
      }
    },
    patch: async (path, body) => await ask(path, { method: 'PATCH', body: JSON.stringify(body) }),
  };
}
