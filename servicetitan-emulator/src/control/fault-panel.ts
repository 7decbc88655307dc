/** Faults on the first page: those that are ordered, each with a button to end it, and a form to order one. */
import { FAULT_KINDS, type Fault, type Faults } from './faults.ts';
import { type Html, html } from './html.ts';
import { orderButton, orderForm } from './order-form.ts';

export function faultPanel(faults: Faults): Html {
  const { all } = faults;
  return html`<section>
<h2>Faults</h2>
${all.length === 0 ? html`<p class="soft">Every call is answered as it should be.</p>` : faultTable(all)}
${orderForm('POST faults', FIELDS)}
</section>`;
}

const FIELDS = html`<label>Kind <select name="kind">${FAULT_KINDS.map((kind) => html`<option>${kind}</option>`)}</select></label>
<label>Operation <input name="operation" placeholder="all, or jpm.jobs.*"></label>
<label>Share of calls <input name="rate" data-number type="number" min="0" max="1" step="any" placeholder="all"></label>
<label>Number of calls <input name="times" data-number type="number" min="1" placeholder="no end"></label>
<label>Status <input name="status" data-number type="number" min="500" max="599" placeholder="503"></label>
<label>Retry-After (s) <input name="retryAfter" data-number type="number" min="0" placeholder="none"></label>
<label>Wait (ms) <input name="ms" data-number type="number" min="0" placeholder="0"></label>
<button>Add the fault</button>`;

function faultTable(all: readonly Fault[]): Html {
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Faults"><table>
<thead><tr><th scope="col">Kind</th><th scope="col">Operation</th><th scope="col" class="number">Share</th>
<th scope="col" class="number">Left</th><th scope="col" class="number">Hits</th>
<th scope="col">${orderButton('End all', 'DELETE faults', {}, 'End all faults')}</th></tr></thead>
<tbody>${all.map(
    ({ id, kind, operation, rate, times, hits }) => html`<tr><td>${kind}</td><td>${operation ?? 'all'}</td>
<td class="number">${rate ?? 'all'}</td><td class="number">${times === undefined ? 'no end' : times - hits}</td><td class="number">${hits}</td>
<td>${orderButton('End', `DELETE faults/${id}`, {}, `End ${kind} for ${operation ?? 'all operations'}`)}</td></tr>`,
  )}</tbody></table></div>`;
}
