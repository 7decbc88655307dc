/** Forms and buttons of the pages that send an order to the control plane, and the script that sends them. */
import { type Html, html } from './html.ts';

/**
 * A form whose filled-in fields become the members of one JSON order. A field with `data-number` is sent as a number.
 * @param order method and path below `/_emulator/`, such as `POST faults`; `{name}` in it is filled in from the field
 */
export const orderForm = (order: string, fields: Html | readonly Html[]): Html =>
  html`<form class="row" data-order="${order}">${fields}</form>`;

/** A button that sends one order as it stands. `label` says what it does where the text alone would not. */
export function orderButton(text: string, order: string, body: object = {}, label = text): Html {
  return html`<button type="button" data-order="${order}" data-body="${JSON.stringify(body)}" aria-label="${label}">${text}</button>`;
}

/** Where the script says why an order was refused. */
export const orderOutcome: Html = html`<p id="outcome" role="alert"></p>`;

/** Sends orders and loads the page anew when one was carried out, so that what is shown is what holds. */
export const ORDER_SCRIPT = `
const outcome = document.getElementById('outcome');
async function send(order, body) {
  const [method, pattern] = order.split(' ');
  const path = pattern.replace(/\\{(\\w+)\\}/g, (_, name) => encodeURIComponent(body[name]));
  outcome.textContent = '';
  try {
    const init = method === 'DELETE' ? { method } : { method, body: JSON.stringify(body) };
    const answer = await fetch('/_emulator/' + path, init);
    if (answer.ok) return location.reload();
    const problem = await answer.json();
    const reasons = Object.entries(problem.errors ?? {}).map(([name, texts]) => name + ': ' + texts.join(' '));
    outcome.textContent = reasons.join(' ') || problem.title;
  } catch {
    outcome.textContent = 'The emulator does not answer.';
  }
}
document.addEventListener('click', ({ target }) => {
  const button = target.closest('button[data-order]');
  if (button) send(button.dataset.order, JSON.parse(button.dataset.body));
});
document.addEventListener('submit', (event) => {
  const { order } = event.target.dataset;
  if (order === undefined) return;
  event.preventDefault();
  const body = {};
  for (const field of event.target.elements) {
    if (field.name && field.value !== '')
      body[field.name] = 'number' in field.dataset ? Number(field.value) : field.value;
  }
  send(order, body);
});`;
