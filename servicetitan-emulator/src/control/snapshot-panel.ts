/** Snapshots on the first page: those there are, each with buttons to restore and delete it, and a form to make one. */
import { type Html, html } from './html.ts';
import { orderButton, orderForm } from './order-form.ts';
import { localTime } from './readable.ts';
import type { Snapshots } from './snapshots.ts';

export function snapshotPanel(snapshots: Snapshots): Html {
  const { all } = snapshots;
  return html`<section>
<h2>Snapshots</h2>
${all.length === 0 ? html`<p class="soft">There is none to go back to.</p>` : snapshotTable(all)}
${orderForm(
  'POST snapshots/{name}',
  html`<label>Name <input name="name" required pattern="[A-Za-z0-9_\\-]+" maxlength="64"></label><button>Make a snapshot</button>`,
)}
</section>`;
}

function snapshotTable(all: Snapshots['all']): Html {
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Snapshots"><table>
<thead><tr><th scope="col">Name</th><th scope="col">Made</th><th scope="col" class="number">kB</th><th scope="col">Actions</th></tr></thead>
<tbody>${all.map(
    ({
      name,
      at,
      bytes,
    }) => html`<tr><td>${name}</td><td>${localTime(at)}</td><td class="number">${Math.ceil(bytes / 1000)}</td>
<td>${orderButton('Restore', `POST snapshots/${name}/restore`, {}, `Restore ${name}`)}
${orderButton('Delete', `DELETE snapshots/${name}`, {}, `Delete ${name}`)}</td></tr>`,
  )}</tbody></table></div>`;
}
