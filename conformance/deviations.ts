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
  {
    operation: 'PUT /crm/v2/contacts/{contactId}/contact-methods/{contactMethodId}',
    where: 'unknown contactMethodId: *',
    reason: 'Putting a method under an id that nobody has yet makes it.',
  },
  {
    operation: 'POST /dispatch/v2/gps-provider/{gps_provider}/gps-pings',
    where: 'unknown gps_provider: *',
    reason: 'A provider of positions is known by the name it gives itself; there is no list of them.',
  },
  {
    operation: 'POST /dispatch/v2/capacity',
    where: 'answer.availabilities[].* is no date-time (*',
    reason: 'Slots begin and end in local time without a zone mark, as live data has it.',
  },
  ...['answer*leadCall.* is null', 'answer*businessUnit is null', 'answer*type is null'].map((where) => ({
    operation: 'GET /telecom/v2/calls*',
    where,
    reason:
      'The documents of the older call models mark nothing as nullable; a call that led to no job, or that nobody answered, has null there.',
  })),
  ...['reportType', 'responseTypes', 'reviewStatuses', 'all parameters at once'].map((asked) => ({
    operation: 'GET /marketingreputation/v2/reviews',
    where: `answer to ${asked}: status 501, not 200`,
    reason: 'The documents number the values of three filters and do not say what the numbers stand for.',
  })),
  ...['recording', 'voicemail'].map((kind) => ({
    operation: `GET /telecom/v2/calls/{id}/${kind}`,
    where: 'answer is audio/mpeg',
    reason: 'Recordings are sent as what they are; the documents only say that they are bytes.',
  })),
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
