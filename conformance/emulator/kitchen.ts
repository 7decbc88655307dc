/** What recipes work with, over the target. */
import type { Kitchen } from '../recipes/recipe.ts';
import { type Records, type Row, rowsOf } from './records.ts';
import type { Target } from './target.ts';

/** `jpm/jobs` is `/jpm/v2/tenant/…/jobs`; `telecom/v3/calls` names its version itself. */
const longPath = (path: string, tenantId: string): string =>
  path.replace(/^([\w-]+)\/(?:(v\d)\/)?/, (_, module: string, version = 'v2') => {
    return `/${module}/${version}/tenant/${tenantId}/`;
  });

export function createKitchen(target: Target, records: Records, serial: () => number): Kitchen {
  const send = async (method: string, path: string, body?: unknown) => {
    const answer = await target.send({ method, path: longPath(path, target.tenantId), body });
    if (answer.status < 300) return answer;
    throw new Error(`${method} ${path} is answered ${answer.status}: ${answer.text.slice(0, 300)}`);
  };
  return {
    now: target.now,
    serial,
    time: (hours) => new Date(target.now + hours * 3_600_000).toISOString(),
    list: async (path) => rowsOf(await send('GET', path)),
    get: async (path) => (await send('GET', path)).json as Row,
    send: async (method, path, body) => (await send(method, path, body)).json as Row,
    id: async (member) => (await records.pointedAt(member))?.id,
  };
}
