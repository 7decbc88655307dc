/** The reporting API: which reports there are, and what they say of the company now. */
import type { Rows } from '../../operations/call.ts';
import { act } from '../../operations/record.ts';
import { dynamicSet } from './dynamic-sets.ts';
import { categories, data, report, reports } from './reports.ts';

export const reporting: Rows = {
  'reporting.reportCategories.getCategories': act(categories),
  'reporting.reportCategoryReports.getReports': act(reports),
  'reporting.reportCategoryReports.get': act(report),
  'reporting.reportCategoryReports.getData': act(data),
  'reporting.dynamicValueSets.getDynamicSet': act(dynamicSet),
};
