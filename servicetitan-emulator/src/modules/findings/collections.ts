/** Collections of the findings API: what technicians find at a location. */
import type { Doc } from '../../json/value.ts';
import type { Collection } from '../../store/collection.ts';

/** The estimates that offer to solve it (`linkedEstimateIds`) are shown by the answers for one record only. */
export const findings: Collection = {
  name: 'findings',
  noun: 'Finding',
  schema: 'EquipmentSystems.V2.FindingResponse',
  columns: {
    locationId: { kind: 'id', index: true },
    sourceJobId: { kind: 'id' },
    installedEquipmentId: { kind: 'id' },
  },
};

export const FINDING: Doc = { archived: false, linkedEstimateIds: [], linkedJobIds: [] };

export const findingAttachments: Collection = {
  name: 'findingAttachments',
  noun: 'Attachment',
  schema: 'EquipmentSystems.V2.FindingAttachmentResponse',
  columns: { findingId: { kind: 'id', index: true } },
  vanishes: true,
};
