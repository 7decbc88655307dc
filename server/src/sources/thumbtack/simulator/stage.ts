import { afterEach, beforeEach, expect } from 'vitest';
import { DEMO_BUSINESSES } from './demo.ts';
import { createThumbtackSimulator, type SimulatorOptions, type ThumbtackSimulator } from './index.ts';
import { openReceiver, type Receiver } from './receiver.ts';

/** What the tests of the simulator share: simulators and a receiver that are closed after each test. */
const open: ThumbtackSimulator[] = [];
/** Opened afresh for each test. */
export let receiver: Receiver;

export async function simulate(options: SimulatorOptions = {}): Promise<ThumbtackSimulator> {
  const simulator = await createThumbtackSimulator({ retryDelaysMs: [1, 2, 3], ...options });
  open.push(simulator);
  return simulator;
}

beforeEach(async () => {
  receiver = await openReceiver();
});

afterEach(async () => {
  await Promise.all(open.splice(0).map((simulator) => simulator.close()));
  await receiver.close();
});

interface Answer {
  readonly status: number;
  readonly body: { readonly data?: unknown; readonly deliveryID?: string; readonly detail?: string };
}

export async function post(simulator: ThumbtackSimulator, path: string, body: unknown) {
  const response = await fetch(simulator.url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const answer: Answer = { status: response.status, body: JSON.parse(await response.text()) };
  return answer;
}

export const get = async (simulator: ThumbtackSimulator, path: string) =>
  (await fetch(simulator.url + path)).json();

/** A simulator whose first business delivers to the receiver. */
export async function registered(
  options: SimulatorOptions = {},
  auth?: unknown,
): Promise<ThumbtackSimulator> {
  const simulator = await simulate(options);
  const [business] = DEMO_BUSINESSES;
  const hook = { businessId: business?.businessID, webhookURL: receiver.url, auth };
  expect((await post(simulator, '/_simulate/webhooks', hook)).status).toBe(201);
  return simulator;
}
