/** Webhooks on the first page: who is told of changes, and the latest deliveries, each with a button to send it again. */
import type { Webhooks } from '../webhooks/webhooks.ts';
import { type Html, html } from './html.ts';
import { orderButton, orderForm } from './order-form.ts';
import { localTime } from './readable.ts';

const SHOWN = 30;

export function webhookPanel({ subscriptions, deliveries }: Webhooks): Html {
  return html`<section>
<h2>Webhooks</h2>
${subscriptions.map(
  ({ id, url }) => html`<div class="row"><span>${url}</span>
${orderButton('Remove', `DELETE webhooks/${id}`, {}, `Remove ${url}`)}</div>`,
)}
${deliveries.length === 0 ? html`<p class="soft">Nothing has been sent yet.</p>` : deliveryTable(deliveries)}
${orderForm(
  'POST webhooks',
  html`<label>Address <input name="url" type="url" required placeholder="http://127.0.0.1:8080/"></label>
<label>Secret <input name="secret" autocomplete="off" placeholder="none"></label><button>Add the webhook</button>`,
)}
</section>`;
}

function deliveryTable(deliveries: Webhooks['deliveries']): Html {
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Deliveries"><table>
<thead><tr><th scope="col">Event</th><th scope="col">At</th><th scope="col">State</th><th scope="col" class="number">Attempts</th>
<th scope="col">${orderButton('Replay all', 'POST deliveries/replay', {}, 'Replay all deliveries')}</th></tr></thead>
<tbody>${deliveries.slice(0, SHOWN).map(
    ({
      id,
      event,
      at,
      state,
      attempts,
    }) => html`<tr><td>${event}</td><td>${localTime(at)}</td><td>${state}</td>
<td class="number">${attempts.length}</td><td>${orderButton('Replay', `POST deliveries/${id}/replay`, {}, `Replay ${event}`)}</td></tr>`,
  )}</tbody></table></div>`;
}
