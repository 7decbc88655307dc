/** Campaigns, what they cost, and the addresses that get no mail. */

import { cents, money } from '../../json/money.ts';
import { type Doc, idAt, Numeral, textAt } from '../../json/value.ts';
import type { Answer, Call } from '../../operations/call.ts';
import { bodyDoc, type Make } from '../../operations/record.ts';
import { invalid, notFound } from '../../wire/problem.ts';
import { businessUnits } from '../settings/collections.ts';
import { campaigns, categories, costs, suppressions } from './collections.ts';

export const campaignMembers: Make = (call, body) => {
  const { businessUnitId, categoryId, dnis, ...members } = body;
  const category = call.store.get(categories, idAt({ categoryId: categoryId ?? null }, 'categoryId'));
  const unit = call.store.get(
    businessUnits,
    idAt({ businessUnitId: businessUnitId ?? null }, 'businessUnitId'),
  );
  return {
    ...members,
    ...(category && {
      category: { id: category.id ?? null, name: category.name ?? null, active: category.active ?? null },
    }),
    ...(unit && { businessUnit: unit.name ?? null }),
    ...(typeof dnis === 'string' && { campaignPhoneNumbers: [dnis] }),
  };
};

/** A cost belongs to a month; `period` is what it is sorted by. */
export const costMembers: Make = (_call, body) => {
  const month = Number(body.month);
  if (month < 1 || month > 12) throw invalid({ month: ['The month must be between 1 and 12.'] });
  return { ...body, period: Number(body.year) * 12 + month };
};

/** Cost per campaign over the days from `from` (included) to `to` (excluded). */
export function costSummary(call: Call): Answer {
  const [from, to] = [String(call.query.from), String(call.query.to)];
  const items: Doc[] = [];
  for (const campaign of call.store.find(campaigns, 'active', 1)) {
    const id = idAt(campaign, 'id');
    if (id === undefined) continue;
    const total = call.store
      .find(costs, 'campaignId', id)
      .map((cost) => cents(cost.dailyCost) * daysWithin(Number(cost.year), Number(cost.month), from, to))
      .reduce((sum, cost) => sum + cost, 0);
    items.push({
      campaignId: id,
      campaignName: campaign.name ?? '',
      totalCost: new Numeral(money(total)),
    });
  }
  return { value: { items } };
}

function daysWithin(year: number, month: number, from: string, to: string): number {
  const start = Math.max(Date.UTC(year, month - 1, 1), Date.parse(from.slice(0, 10)));
  const end = Math.min(Date.UTC(year, month, 1), Date.parse(to.slice(0, 10)));
  return Math.max(0, Math.round((end - start) / 86_400_000));
}

/** The emulator sends no marketing mail, so it costs nothing. */
export const emailCost = (): Answer => ({ value: { totalCost: 0 } });

const suppressed = (call: Call, email: string): Doc | undefined =>
  call.store.find(suppressions, 'email', email.toLowerCase())[0];

export function suppression(call: Call): Answer {
  const email = String(call.params.email);
  const doc = suppressed(call, email);
  if (!doc) throw notFound(suppressions.noun, email);
  return { value: doc };
}

export function addSuppressions(call: Call): Answer {
  const body = bodyDoc(call);
  for (const email of emailsOf(body)) {
    const reason = textAt(body, 'reason') ?? null;
    const known = suppressed(call, email);
    if (known) call.store.update(suppressions, known, { reason });
    else call.store.insert(suppressions, { email: email.toLowerCase(), reason });
  }
  return undefined;
}

export function removeSuppressions(call: Call): Answer {
  for (const email of emailsOf(bodyDoc(call))) {
    const known = suppressed(call, email);
    if (known) call.store.update(suppressions, known, { active: false });
  }
  return undefined;
}

const emailsOf = (body: Doc): string[] =>
  (Array.isArray(body.emails) ? body.emails : []).filter((email) => typeof email === 'string');
