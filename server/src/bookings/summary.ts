import type { Lead } from '../sources/index.ts';

/** Text for the technician: what the customer wrote, then questions and answers, each on a line. */
export function summarize(lead: {
  description: string | null;
  details: Lead['details'];
  categoryName: string | null;
}): string {
  const lines = [
    ...(lead.categoryName ? [lead.categoryName] : []),
    ...(lead.description?.trim() ? [lead.description.trim()] : []),
    ...lead.details
      .filter(({ internal }) => !internal)
      .map(({ label, value }) => (/[?:]$/.test(label) ? `${label} ${value}` : `${label}: ${value}`)),
  ];
  return lines.join('\n');
}
