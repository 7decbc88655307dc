import { describe, expect, test } from 'vitest';
import { address } from '../src/client/address.ts';
import { Unencodable } from '../src/client/encode.ts';
import { operation } from '../src/contract/index.ts';

function addressOf(id: string, args: Record<string, unknown>): string {
  const found = operation(id);
  if (!found) throw new Error(id);
  return decodeURIComponent(address(found, '77', args).replaceAll('+', ' '));
}

describe('address', () => {
  test('the tenant and the path parameters are filled in by name', () => {
    expect(addressOf('crm.customers.deleteNote', { id: '9007199254740993', noteId: 4 })).toBe(
      '/crm/v2/tenant/77/customers/9007199254740993/notes/4',
    );
  });

  test.each([[{}], [{ id: null }], [{ id: '' }], [{ id: 2 ** 60 }], [{ id: '../..' }]])(
    'a missing or impossible path parameter is refused: %j',
    (args) => {
      expect(() => addressOf('crm.customers.get', args)).toThrow(Unencodable);
    },
  );

  test('text in a path cannot leave its segment', () => {
    const found = operation('marketing.suppressions.get');
    expect(found && address(found, '77', { email: 'a/../b?c@x.test' })).toBe(
      '/marketing/v2/tenant/77/suppressions/a%2F..%2Fb%3Fc%40x.test',
    );
  });

  test('comma lists, repeated lists, maps and objects each take their own form', () => {
    expect(addressOf('crm.customers.getList', { query: { ids: ['1', 2, 3n], active: 'Any', page: 2 } })).toBe(
      '/crm/v2/tenant/77/customers?ids=1,2,3&active=Any&page=2',
    );
    expect(
      addressOf('accounting.invoices.getList', { query: { statuses: ['Pending', 'Posted'] } }),
    ).toContain('?statuses=Pending&statuses=Posted');
    expect(
      addressOf('accounting.invoices.getList', { query: { 'customField.Fields': { Colour: 'red' } } }),
    ).toContain('?customField.Fields.Colour=red');
    expect(
      addressOf('forms.formSubmission.getFormSubmissions', { query: { owners: [{ type: 'Job', id: '5' }] } }),
    ).toContain('?owners[0].type=Job&owners[0].id=5');
  });

  test('a plus sign of a sort order is escaped, and absent values are left out', () => {
    const found = operation('crm.customers.getList');
    expect(found && address(found, '77', { query: { sort: '+Id', ids: undefined, name: null } })).toBe(
      '/crm/v2/tenant/77/customers?sort=%2BId',
    );
  });

  test('parameters that the documents do not name are sent', () => {
    expect(addressOf('jpm.jobs.getList', { query: { brandNew: true } })).toContain('?brandNew=true');
  });
});
