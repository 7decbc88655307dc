/** Collections of the customer interactions API: what customers think of technicians. */
import type { Collection } from '../../store/collection.ts';

/** One per technician and job. */
export const technicianRatings: Collection = {
  name: 'technicianRatings',
  noun: 'Technician rating',
  schema: 'CustomerInteractions.V2.TechnicianAssessmentResponse',
  columns: { technicianId: { kind: 'id' }, jobId: { kind: 'id', index: true } },
};
