/** Deposits: the payments that went to the bank together. */
import { idsAt } from '../../json/value.ts';
import type { Answer, Call } from '../../operations/call.ts';
import { bodyDoc, checkReferences } from '../../operations/record.ts';
import { problem } from '../../wire/problem.ts';
import { deposits } from './collections.ts';

/** All of them or, when one cannot, none: the answer is empty and could not tell them apart. */
export function markDeposits(call: Call): Answer {
  const { store } = call;
  const body = bodyDoc(call);
  checkReferences(call, body, { ids: deposits });
  const wanted = idsAt(body, 'ids')
    .map((id) => store.get(deposits, id))
    .filter((deposit) => deposit !== undefined);
  for (const deposit of wanted) {
    if (deposit.depositStatus !== 'Deposited')
      throw problem(400, `Deposit ${String(deposit.id)} is open and cannot be exported.`);
  }
  for (const deposit of wanted) store.update(deposits, deposit, { syncStatus: 'Exported' });
  return undefined;
}
