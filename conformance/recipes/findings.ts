/** Attachments of findings that are not archived yet. */
import type { Kitchen, Recipes } from './recipe.ts';

const attached = async (kitchen: Kitchen) => {
  const file = { fileName: 'rust.jpg', url: 'https://files.example.com/rust.jpg', type: 'Image' };
  const finding = await kitchen.send('POST', 'findings/location-findings', {
    locationId: await kitchen.id('locationId'),
    name: 'Rust',
    urgencyLevel: 'Low',
    attachments: [file],
  });
  const [attachment] = await kitchen.list(`findings/location-findings/${String(finding.id)}/attachments`);
  return { path: { id: finding.id, attachmentId: attachment?.id } };
};

export const findings: Recipes = {
  'POST /findings/v2/location-findings/{id}/attachments': { before: attached },
  'PATCH /findings/v2/location-findings/{id}/attachments/{attachmentId}': { before: attached },
  'DELETE /findings/v2/location-findings/{id}/attachments/{attachmentId}': { before: attached },
};
