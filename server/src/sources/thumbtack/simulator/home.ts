import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Events } from './events.ts';
import { escaped, page, table } from './html.ts';
import { CATEGORY_NAMES, LEAD_KINDS } from './lead.ts';
import type { Delivery, Sender } from './sender.ts';
import type { Message, World } from './world.ts';

const SHOWN = 50;

const blank = z
  .string()
  .transform((text) => text.trim() || undefined)
  .optional();
const leadForm = z.object({
  businessId: z.string(),
  kind: z.enum(LEAD_KINDS),
  categoryName: blank,
  name: blank,
  phone: blank,
  description: blank,
});
const replyForm = z.object({ negotiationID: z.string(), text: z.string().trim().min(1) });

function options(items: readonly { readonly value: string; readonly words: string }[]): string {
  return items
    .map(({ value, words }) => `<option value="${escaped(value)}">${escaped(words)}</option>`)
    .join('');
}

function field(id: string, label: string, control: string): string {
  return `<div><label for="${id}">${escaped(label)}</label>${control}</div>`;
}

function form(world: World): string {
  const businesses = options(
    world.businesses.map(({ businessID, name }) => ({ value: businessID, words: name })),
  );
  const kinds = options(LEAD_KINDS.map((kind) => ({ value: kind, words: kind.replaceAll('_', ' ') })));
  const categories = options([
    { value: '', words: 'Any' },
    ...CATEGORY_NAMES.map((name) => ({ value: name, words: name })),
  ]);
  return `<form class="grid" method="post" action="/send">
${field('businessId', 'Business', `<select id="businessId" name="businessId">${businesses}</select>`)}
${field('kind', 'Kind of lead', `<select id="kind" name="kind">${kinds}</select>`)}
${field('categoryName', 'Category', `<select id="categoryName" name="categoryName">${categories}</select>`)}
${field('name', 'Customer (optional)', '<input id="name" name="name" autocomplete="off">')}
${field('phone', 'Phone (optional)', '<input id="phone" name="phone" type="tel" autocomplete="off">')}
${field('description', 'Description (optional)', '<input id="description" name="description" autocomplete="off">')}
<div><button type="submit">Send lead</button></div></form>`;
}

function customerOf(world: World, negotiationID: string): string {
  const customer = world.negotiations.get(negotiationID)?.data['customer'];
  const names = z.object({ firstName: z.string(), lastName: z.string() }).safeParse(customer);
  return names.success ? `${names.data.firstName} ${names.data.lastName}` : 'Customer';
}

function deliveryTable(deliveries: readonly Delivery[]): string {
  return table<Delivery>(
    'Delivery log',
    [
      { heading: 'Event', cell: (row) => escaped(row.eventType) },
      { heading: 'Lead', cell: (row) => `<code>${escaped(row.negotiationID ?? '')}</code>` },
      { heading: 'To', cell: (row) => escaped(row.webhookURL) },
      {
        heading: 'State',
        cell: (row) => (row.state === 'failed' ? '<span class="bad">failed</span>' : escaped(row.state)),
      },
      {
        heading: 'Attempts',
        cell: (row) =>
          row.attempts
            .map(({ at, status, error }) => `${escaped(at)}: ${escaped(String(status ?? error))}`)
            .join('<br>'),
      },
      {
        heading: 'Again',
        cell: (row) =>
          `<form method="post" action="/redeliver"><input type="hidden" name="deliveryID" value="${escaped(row.deliveryID)}"><button class="plain" type="submit" aria-label="Send delivery ${escaped(row.deliveryID)} again">Redeliver</button></form>`,
      },
    ],
    deliveries,
    'Nothing has been delivered yet. Connect a webhook, then send a lead.',
  );
}

function messageTable(world: World): string {
  return table<Message>(
    'Messages',
    [
      { heading: 'Sent', cell: (row) => escaped(row.sentAt) },
      { heading: 'Lead', cell: (row) => `<code>${escaped(row.negotiationID)}</code>` },
      {
        heading: 'From',
        cell: (row) => escaped(row.from === 'Business' ? row.business.displayName : row.customer.displayName),
      },
      { heading: 'Text', cell: (row) => escaped(row.text) },
    ],
    world.messages.slice(-SHOWN).toReversed(),
    'No messages yet.',
  );
}

function messageForm(world: World): string {
  const leads = [...world.negotiations.keys()].slice(-SHOWN).toReversed();
  if (leads.length === 0) return '';
  const choices = options(leads.map((id) => ({ value: id, words: `${customerOf(world, id)}, lead ${id}` })));
  return `<form class="grid" method="post" action="/message">
${field('negotiationID', 'As customer of', `<select id="negotiationID" name="negotiationID">${choices}</select>`)}
${field('text', 'Message', '<input id="text" name="text" required autocomplete="off">')}
<div><button type="submit">Send message</button></div></form>`;
}

/** The page at `/`, for a person who wants to play the customer. */
export function homeRoutes(app: FastifyInstance, world: World, events: Events, sender: Sender): void {
  app.get('/', async (_request, reply) => {
    const deliveries = sender.deliveries().slice(-SHOWN).toReversed();
    reply.type('text/html; charset=utf-8');
    return page(
      'Thumbtack',
      `<h1>Thumbtack simulator</h1>
<p class="soft">Plays Thumbtack and its customers. ${world.webhooks.size} webhook(s) registered. <a href="/">Refresh</a></p>
<h2>Send a lead</h2>${form(world)}
<h2>Delivery log</h2>${deliveryTable(deliveries)}
<h2>Messages</h2>${messageForm(world)}${messageTable(world)}`,
      'wide',
    );
  });

  app.post('/send', async (request, reply) => {
    events.lead(leadForm.parse(request.body));
    return reply.redirect('/', 303);
  });

  app.post('/message', async (request, reply) => {
    events.message(replyForm.parse(request.body));
    return reply.redirect('/', 303);
  });

  app.post('/redeliver', async (request, reply) => {
    sender.redeliver(z.object({ deliveryID: z.string() }).parse(request.body).deliveryID);
    return reply.redirect('/', 303);
  });
}
