/** A section of a filled-in form, with made-up answers. */
import type { Doc } from '../../json/value.ts';
import type { Random } from '../../random.ts';

const field = (id: string, name: string, type: string, answer: Doc): Doc => ({
  id,
  name,
  type,
  comment: '',
  attachments: [],
  ...answer,
});

/** `signed` says whether the customer has put a name under it. */
export function section(random: Random, signed: boolean): Doc {
  return {
    id: 'visit',
    name: 'Visit',
    type: 'Section',
    description: 'What was seen and done.',
    units: [
      field('condition', 'Condition of the equipment', 'Stoplight', {
        value: random.pick(['Green', 'Green', 'Yellow', 'Red']),
      }),
      field('access', 'Access to the equipment', 'Dropdown', {
        options: 'Easy,Difficult',
        value: random.chance(0.8) ? 'Easy' : 'Difficult',
      }),
      field('minutes', 'Minutes on site', 'Number', { value: random.between(3, 24) * 5 }),
      field('remarks', 'Remarks', 'Text', {
        value: random.pick(['Nothing unusual.', 'Customer informed.', 'Come back with parts.']),
      }),
      field('signature', 'Signature of the customer', 'Signature', {
        value: signed ? 'Signed on the tablet' : '',
        isRefused: false,
        refusalReason: '',
      }),
    ],
  };
}
