/** The first page of the control plane: clock, faults, what the companies hold, the newest jobs, the latest requests. */

import type { Clock } from '../clock.ts';
import { decodeDoc } from '../json/codec.ts';
import type { Live } from '../live/live.ts';
import { jobs } from '../modules/jpm/collections.ts';
import type { Tenant } from '../operations/call.ts';
import { selectPage } from '../store/select.ts';
import type { Webhooks } from '../webhooks/webhooks.ts';
import { clockPanel } from './clock-panel.ts';
import { faultPanel } from './fault-panel.ts';
import type { Faults } from './faults.ts';
import { Html, html, page } from './html.ts';
import { ORDER_SCRIPT, orderOutcome } from './order-form.ts';
import { localTime, plainText } from './readable.ts';
import type { RequestLog } from './request-log.ts';
import { snapshotPanel } from './snapshot-panel.ts';
import type { Snapshots } from './snapshots.ts';
import { webhookPanel } from './webhook-panel.ts';

interface Overview {
  tenants: ReadonlyMap<string, Tenant>;
  clock: Clock;
  faults: Faults;
  log: RequestLog;
  live: Live;
  snapshots: Snapshots;
  webhooks: Webhooks;
}

/** Number of active records by collection. */
export function countsOf(tenant: Tenant): Record<string, number> {
  const { store } = tenant;
  return Object.fromEntries(
    store.tables.map(({ collection }) => [
      collection.name,
      store.count(collection, [{ sql: '+active = 1', params: [] }]),
    ]),
  );
}

/** @param operation an operation id or the start of it: only requests of such operations are shown; all when empty */
export function overview(parts: Overview, operation = ''): string {
  const { tenants, clock, faults, log, live, snapshots, webhooks } = parts;
  const latest = log.latest(50, operation);
  const none = operation === '' ? 'No request has come in yet.' : `No request of ${operation} is in the log.`;
  const body = html`<header>
<h1>ServiceTitan emulator</h1>
<p class="soft">Everything below lives in this emulator only.</p>
${orderOutcome}
</header>
${clockPanel(clock, live)}
${faultPanel(faults)}
${webhookPanel(webhooks)}
${snapshotPanel(snapshots)}
${[...tenants.values()].map(company)}
<section id="requests">
<h2>Latest requests</h2>
<form class="row" action="/_emulator/#requests"><label>Operation <input name="operation" value="${operation}" placeholder="jpm.jobs"></label>
<button>Show</button></form>
${latest.length === 0 ? html`<p class="soft">${none}</p>` : requestTable(latest)}
</section>
<script>${new Html(ORDER_SCRIPT)}</script>`;
  return page('ServiceTitan emulator', body);
}

function company(tenant: Tenant): Html {
  const counts = Object.entries(countsOf(tenant));
  return html`<section>
<h2>Company ${tenant.id}</h2>
<div class="counts">${counts.map(([name, count]) => html`<dl><dt>${labelOf(name)}</dt><dd>${count.toLocaleString('en-US')}</dd></dl>`)}</div>
</section>
<section>
<h2>Newest jobs of company ${tenant.id}</h2>
${newestJobs(tenant)}
</section>`;
}

/** `jobCancelReasons` as a person writes it. */
const labelOf = (name: string): string =>
  name.charAt(0).toUpperCase() + name.slice(1).replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

function newestJobs(tenant: Tenant): Html {
  const selection = { where: [], active: true, sort: 'createdOn', descending: true, offset: 0, limit: 10 };
  const newest = selectPage(tenant.store, jobs, selection, 'json').slice(0, 10);
  if (newest.length === 0) return html`<p class="soft">There are no jobs yet.</p>`;
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Newest jobs"><table>
<thead><tr><th scope="col">Job</th><th scope="col">Status</th><th scope="col">Created</th><th scope="col">Summary</th></tr></thead>
<tbody>${newest.map(({ json }) => {
    const job = decodeDoc(`${json}}`);
    return html`<tr><td><a href="/_emulator/jobs/${String(job.id)}?tenant=${tenant.id}">${String(job.jobNumber)}</a></td>
<td>${String(job.jobStatus)}</td><td>${localTime(job.createdOn)}</td><td>${plainText(job.summary)}</td></tr>`;
  })}</tbody></table></div>`;
}

function requestTable(latest: ReturnType<RequestLog['latest']>): Html {
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Latest requests"><table>
<thead><tr><th scope="col" class="number">No.</th><th scope="col">Operation</th><th scope="col">Request</th>
<th scope="col" class="number">Status</th><th scope="col" class="number">ms</th></tr></thead>
<tbody>${latest.map(
    (entry) => html`<tr><td class="number">${entry.number}</td><td>${entry.operation ?? 'none'}</td>
<td>${entry.method} ${entry.url}</td><td class="number">${entry.status ?? 'none'}</td><td class="number">${entry.ms}</td></tr>`,
  )}</tbody></table></div>`;
}
