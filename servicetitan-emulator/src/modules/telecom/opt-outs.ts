/** Numbers that asked not to be texted (reference: "Telecom: opt-in / opt-out", only in the documents of 2026-03). */
import type { Doc } from '../../json/value.ts';
import type { Answer, Call } from '../../operations/call.ts';
import { bodyDoc } from '../../operations/record.ts';
import { optOuts } from './collections.ts';

const numbersOf = (body: Doc): string[] =>
  Array.isArray(body.contactNumbers) ? body.contactNumbers.filter((one) => typeof one === 'string') : [];

/** Ten digits, with or without the country and whatever people put between them; undefined when it is no number. */
function digitsOf(number: string): string | undefined {
  const digits = number.replace(/\D/g, '').replace(/^1(?=\d{10}$)/, '');
  return /^\d{10}$/.test(digits) ? digits : undefined;
}

const shown = ({ contactNumber = null, optOutType = null }: Doc): Doc => ({ contactNumber, optOutType });

export const listOptOuts = (call: Call): Answer => ({
  value: { data: call.store.find(optOuts, 'active', 1).map(shown) },
});

export function findOptOuts(call: Call): Answer {
  const numbers = numbersOf(bodyDoc(call)).flatMap((number) => digitsOf(number) ?? []);
  return {
    value: {
      data: numbers.flatMap((number) => call.store.find(optOuts, 'contactNumber', number)).map(shown),
    },
  };
}

/** Each number is answered on its own; what is no number is an error that trying again will not mend. */
export function addOptOuts(call: Call): Answer {
  const body = bodyDoc(call);
  const { store } = call;
  const data = numbersOf(body).map((number) => {
    const contactNumber = digitsOf(number);
    if (contactNumber === undefined) return { contactNumber: number, status: 'LogicalError' };
    const [known] = store.find(optOuts, 'contactNumber', contactNumber);
    const optOutType = body.optOutType ?? 'Global';
    if (!known) store.insert(optOuts, { contactNumber, optOutType });
    else if (known.optOutType !== optOutType) store.update(optOuts, known, { optOutType });
    return { contactNumber: number, status: 'Ok' };
  });
  return { value: { data } };
}
