/** Markups of materials and rate sheets: what moves prices. */
import { decimalOf } from '../../json/money.ts';
import { type Doc, docsAt, type Id, idAt } from '../../json/value.ts';
import { type Answer, type Call, idParam } from '../../operations/call.ts';
import { bodyDoc, found } from '../../operations/record.ts';
import { invalid, notFound } from '../../wire/problem.ts';
import { markups, rateSheets } from './collections.ts';
import { skuById } from './skus.ts';

const shown = ({ id = null, from = null, to = null, percent = null }: Doc): Doc => ({
  id,
  from,
  to,
  percent,
});

export function listMarkups(call: Call): Answer {
  const all = call.store.find(markups, 'active', 1).map(shown);
  return {
    value: { data: all, page: 1, pageSize: Math.max(1, all.length), totalCount: all.length, hasMore: false },
  };
}

export const getMarkup = (call: Call): Answer => ({ value: { data: shown(found(call, markups)) } });

/** A stretch of costs has one markup: stretches must not overlap. */
function checkStretch(call: Call, body: Doc, own: Id | undefined): void {
  const [from, to] = [decimalOf(body.from), decimalOf(body.to)];
  if (from >= to) throw invalid({ to: ['to must be greater than from.'] });
  const clash = call.store
    .find(markups, 'active', 1)
    .find((other) => other.id !== own && decimalOf(other.from) < to && from < decimalOf(other.to));
  if (clash) throw invalid({ from: [`The range overlaps the one of markup ${String(clash.id)}.`] });
}

export function createMarkup(call: Call): Answer {
  const { id: _given, ...body } = bodyDoc(call);
  checkStretch(call, body, undefined);
  return { value: { data: shown(call.store.insert(markups, body)) } };
}

export function updateMarkup(call: Call): Answer {
  const current = found(call, markups);
  const { id: _given, ...body } = bodyDoc(call);
  checkStretch(call, body, idAt(current, 'id'));
  return { value: { data: shown(call.store.update(markups, current, body)) } };
}

/** Sets the prices of the SKUs named; those of other SKUs stay. */
export function updateRateSheet(call: Call): Answer {
  const id = idParam(call, 'rateSheetId');
  const sheet = call.store.get(rateSheets, id);
  if (!sheet) throw notFound(rateSheets.noun, id);
  const changes = docsAt(bodyDoc(call), 'exceptions');
  const skus = changes.map((change) => skuById(call.store, idAt(change, 'skuId')));
  const unknown = changes.findIndex((_change, at) => !skus[at]);
  if (unknown >= 0) throw invalid({ [`exceptions[${unknown}].skuId`]: ['The SKU was not found.'] });
  const kept = docsAt(sheet, 'exceptions').filter(
    ({ skuId }) => !changes.some((change) => change.skuId === skuId),
  );
  const made = changes.map((change, at) => ({ ...change, skuType: skus[at]?.type ?? 'Service' }));
  call.store.update(rateSheets, sheet, { exceptions: [...kept, ...made] });
  return { value: { exceptions: changes } };
}
