/** The findings API without files, of which the emulator keeps none: one row per operation. */
import type { Rows } from '../../operations/call.ts';
import { list } from '../../operations/list.ts';
import { act, create, get, remove, update } from '../../operations/record.ts';
import { findingAttachments, findings as records } from './collections.ts';
import { attachmentMembers, createFinding, getFinding, updateFinding } from './findings.ts';

const owner = { collection: records, param: 'id', column: 'findingId' };
const param = 'attachmentId';

export const findings: Rows = {
  'findings.findings.getList': list(records),
  'findings.findings.get': act(getFinding),
  'findings.findings.create': act(createFinding),
  'findings.findings.update': act(updateFinding),
  'findings.findings.getFindingAttachments': list(findingAttachments, { of: owner }),
  'findings.findings.getFindingAttachment': get(findingAttachments, { param, owner }),
  'findings.findings.createFindingAttachment': create(
    findingAttachments,
    {},
    { owner, make: attachmentMembers },
  ),
  'findings.findings.updateFindingAttachment': update(findingAttachments, {
    param,
    owner,
    make: attachmentMembers,
  }),
  'findings.findings.deleteFindingAttachment': remove(findingAttachments, { param, owner }),
};
