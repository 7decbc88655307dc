/** Collections of the service agreements API. Agreements are written in the office's own screens: the API only reads them. */
import type { Doc } from '../../json/value.ts';
import type { Collection } from '../../store/collection.ts';

export const serviceAgreements: Collection = {
  name: 'serviceAgreements',
  noun: 'Service agreement',
  schema: 'ServiceAgreements.V2.ServiceAgreementResponse',
  wide: 'ServiceAgreements.V2.ExportServiceAgreementResponse',
  columns: {
    name: { kind: 'text' },
    customerId: { kind: 'id', index: true },
    businessUnitId: { kind: 'id' },
    status: { kind: 'text' },
    startDate: { kind: 'text' },
    endDate: { kind: 'text' },
  },
};

export const SERVICE_AGREEMENT: Doc = {
  importedDeferredAmount: 0,
  importedRecognizedAmount: 0,
  autoRenew: false,
  laborSurcharge: 0,
  materialSurcharge: 0,
  tagTypeIds: [],
  customFields: [],
};
