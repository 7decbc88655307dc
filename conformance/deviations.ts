/** Deviations that are deliberate. A row that no longer occurs has to go: the run fails until it does. */
export interface DeliberateDeviation {
  /** As in the report (`GET /crm/v2/customers`); `*` stands for anything. */
  operation: string;
  /** As in the report; `*` stands for anything. */
  where: string;
  reason: string;
}

export const DELIBERATE: readonly DeliberateDeviation[] = [
  {
    operation: 'GET /crm/v2/*bookings*',
    where: 'answer*.start is null',
    reason:
      'A lead without a wish has no start; live data has null in members that the documents call required.',
  },
  ...[
    '/equipmentsystems/v2/installed-equipment/attachments',
    '/findings/v2/assets',
    '/forms/v2/jobs/{id}/attachments',
    '/pricebook/v2/images',
  ].map((path) => ({
    operation: `POST ${path}`,
    where: 'the body is a multipart form',
    reason: 'A file goes up as a form; the documents write its binary part as a member of a JSON object.',
  })),
];
