/** What the compiler must know. Nothing here sends a request: the types are the test, checked with the rest of the tree. */
import { expectTypeOf, test } from 'vitest';
import type { Arguments, Client, ExportId, Int64, Models, PageId, Response, Row } from '../src/index.ts';

test('answers are typed by operation: ids are text, the rest may be null', () => {
  expectTypeOf<Response<'crm.customers.get'>['id']>().toEqualTypeOf<Int64>();
  expectTypeOf<Response<'crm.customers.get'>['name']>().toEqualTypeOf<string | null>();
  expectTypeOf<Response<'telecom.calls.getRecording'>>().toEqualTypeOf<Uint8Array>();
  expectTypeOf<Row<'crm.export.bookings'>['id']>().toEqualTypeOf<Int64>();
  expectTypeOf<Models.crm.BookingStatus>().toExtend<string>();
});

test('arguments ask for what the operation needs', () => {
  expectTypeOf<Arguments<'crm.customers.get'>>().toHaveProperty('id');
  expectTypeOf<Arguments<'crm.customers.create'>>().toHaveProperty('body');
  expectTypeOf<{ query: { page: number } }>().toExtend<Arguments<'crm.customers.getList'>>();
  expectTypeOf<{}>().not.toExtend<Arguments<'crm.customers.get'>>();
  expectTypeOf<Client['crm']['customers']['getList']>().parameter(0).toExtend<object | undefined>();
});

test('lists and feeds are told apart', () => {
  expectTypeOf<'crm.customers.getList'>().toExtend<PageId>();
  expectTypeOf<'crm.export.bookings'>().toExtend<ExportId>();
  expectTypeOf<'crm.export.bookings'>().not.toExtend<PageId>();
  expectTypeOf<'crm.customers.get'>().not.toExtend<PageId | ExportId>();
});
