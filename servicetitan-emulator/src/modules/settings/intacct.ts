/** How business units are called in Intacct. Unlike every other list, this one counts its pages from 0. */

import { decodeDoc } from '../../json/codec.ts';
import { docAt } from '../../json/value.ts';
import type { Answer, Call } from '../../operations/call.ts';
import { among } from '../../operations/filter.ts';
import { countAll, selectPage } from '../../store/select.ts';
import { businessUnits } from './collections.ts';

export function intacctMappings({ store, query }: Call): Answer {
  const [page, pageSize] = [Number(query.page), Number(query.pageSize)];
  const ids = query.ids === undefined ? null : among('id')(query.ids, query);
  const selection = {
    where: ids ? [ids] : [],
    active: undefined,
    sort: 'id',
    descending: false,
    offset: page * pageSize,
    limit: pageSize,
  };
  const found = selectPage(store, businessUnits, selection, 'json || rest || hidden');
  const hasMore = found.length > pageSize;
  const data = found.slice(0, pageSize).map(({ json }) => {
    const unit = decodeDoc(`${json}}`);
    return {
      id: unit.id ?? null,
      name: unit.name ?? null,
      active: unit.active ?? true,
      tradeName: docAt(unit, 'trade')?.name ?? null,
      intacctLocationName: null,
      intacctLocationId: null,
      intacctDepartment: docAt(unit, 'division')?.name ?? null,
      intacctClass: unit.quickbooksClass ?? null,
    };
  });
  const totalCount = query.includeTotal === true ? countAll(store, businessUnits, selection) : null;
  return { value: { page, pageSize, hasMore, totalCount, data } };
}
