/** Which reviews a list shows, and what it shows of them. */
import type { Doc } from '../../json/value.ts';
import type { Call } from '../../operations/call.ts';
import { among, type Filter, noEffect } from '../../operations/filter.ts';
import type { SqlValue } from '../../store/database.ts';
import { problem } from '../../wire/problem.ts';

/**
 * Numbers that the documents let be missing but not be null. What those of the first two stand for is not documented, so
 * no review has them; a review that belongs to no job has no job status.
 */
const NEVER_NULL = ['reviewType', 'recommendationStatus', 'jobStatus'];

export const reviewShown = (_call: Call, review: Doc): Doc =>
  Object.fromEntries(
    Object.entries(review).filter(([name, value]) => value !== null || !NEVER_NULL.includes(name)),
  );

/** The documents list the numbers that it takes and say of none what it stands for: any answer would be a guess. */
const unknown =
  (name: string): Filter =>
  () => {
    throw problem(
      501,
      `What the values of ${name} stand for is not documented, so the emulator cannot filter by it.`,
    );
  };

const compare =
  (column: string, operator: string): Filter =>
  (value) => ({ sql: `"${column}" ${operator} ?`, params: [value as SqlValue] });

/** One of the values, or none at all where the caller asks for those as well. */
const orNone =
  (column: string, without: string): Filter =>
  (value, query) => {
    const condition = among(column)(value, query);
    if (!condition || query[without] !== true) return condition;
    return { ...condition, sql: `(${condition.sql} OR "${column}" IS NULL)` };
  };

const search: Filter = (value) => {
  const text = String(value).toLowerCase();
  const columns = ['authorName', 'review', 'customerName'];
  return {
    sql: `(${columns.map((column) => `instr(coalesce("${column}", ''), ?) > 0`).join(' OR ')})`,
    params: columns.map(() => text),
  };
};

export const reviewFilters: Readonly<Record<string, Filter>> = {
  search,
  reportType: unknown('reportType'),
  responseTypes: unknown('responseTypes'),
  reviewStatuses: unknown('reviewStatuses'),
  fromDate: compare('publishDate', '>='),
  toDate: compare('publishDate', '<='),
  fromRating: compare('rating', '>='),
  toRating: compare('rating', '<='),
  sources: among('platform'),
  locationIds: orNone('locationId', 'includeReviewsWithoutLocation'),
  campaignIds: orNone('campaignId', 'includeReviewsWithoutCampaign'),
  technicianIds: orNone('technicianId', 'includeReviewsWithoutTechnician'),
  includeReviewsWithoutLocation: noEffect,
  includeReviewsWithoutCampaign: noEffect,
  includeReviewsWithoutTechnician: noEffect,
};
