/** The clock on the first page: what time it is, and buttons to move it on and to change its pace. */
import type { Clock } from '../clock.ts';
import type { Live } from '../live/live.ts';
import { type Html, html } from './html.ts';
import { orderButton, orderForm } from './order-form.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const STEPS: readonly (readonly [string, number])[] = [
  ['1 minute', MINUTE],
  ['1 hour', HOUR],
  ['8 hours', 8 * HOUR],
  ['1 day', 24 * HOUR],
];

const PACES: readonly (readonly [string, number])[] = [
  ['Stop', 0],
  ['As real time', 1],
  ['1 minute a second', 60],
  ['1 hour a second', 3600],
];

const paceOf = (speed: number): string =>
  speed === 0
    ? 'It stands still.'
    : speed === 1
      ? 'It runs as real time does.'
      : `It runs ${speed} times as fast.`;

export function clockPanel(clock: Clock, live: Live): Html {
  return html`<section>
<h2>Clock</h2>
<p>It is ${new Date(clock.now()).toUTCString()} here. ${paceOf(clock.state.speed)}</p>
<div class="row" role="group" aria-label="Move the clock on"><span class="soft">Move on</span>
${STEPS.map(([text, advanceMs]) => orderButton(text, 'POST clock', { advanceMs }, `Move on ${text}`))}</div>
<div class="row" role="group" aria-label="Pace of the clock"><span class="soft">Pace</span>
${PACES.map(([text, speed]) => orderButton(text, 'POST clock', { speed }))}</div>
<div class="row"><span class="soft">${live.state.on ? 'Time brings calls, jobs, sales and payments.' : 'Nothing happens by itself as time passes.'}</span>
${orderButton(live.state.on ? 'Live off' : 'Live on', 'POST live', { on: !live.state.on })}</div>
${orderForm(
  'POST clock',
  html`<label>Set to (UTC) <input name="now" required placeholder="2026-03-04T17:00:00Z"></label><button>Set</button>`,
)}
</section>`;
}
