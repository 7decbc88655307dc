/** What a CSR should know before calling, in words. The codes are stable. */
const messages: Readonly<Record<string, string>> = {
  no_phone: 'The source sent no phone number. Reply through the source to get one.',
  unreadable_phone: 'The phone number cannot be read as one. Check it with the customer.',
  no_address: 'The source sent no street address. Ask the customer for it.',
  no_category: 'The source did not say what kind of work it is.',
  other_business: 'The lead names another of your businesses at this source. Check who should take it.',
  unmapped_category: 'This kind of work is not mapped to a standard job type yet, so nothing is pre-filled.',
  unmapped_job_type: 'The standard job type is not mapped to your job types and business units yet.',
  requested_time_passed: 'The time the customer asked for has passed. Agree on a new one.',
  cancelled_by_source: 'The customer withdrew this request at the source.',
};

export function issue(code: string): { code: string; message: string } {
  return { code, message: messages[code] ?? code };
}
