/** Findings of the demo company: what technicians noticed while they were there for something else. */
import type { Trade } from '../../company/catalogue.ts';
import type { Chapter, Company, PastJob } from '../../company/chapter.ts';
import { idsAt } from '../../json/value.ts';
import { wireTime } from '../../wire/time.ts';
import { FINDING, findingAttachments, findings } from './collections.ts';

const URGENCIES = ['NotSpecified', 'Low', 'Medium', 'High', 'Critical'];
const URGENCY_WEIGHTS = [1, 4, 6, 3, 1];

/** Name, what was seen, what would solve it. */
const SEEN: Readonly<Record<Trade, readonly (readonly [string, string, string])[]>> = {
  HVAC: [
    ['Worn blower belt', 'The belt is cracked along its edge.', 'Replace the belt.'],
    ['Rusted heat exchanger', 'Rust at the lower cells.', 'Replace the furnace.'],
    ['Refrigerant low', 'Pressure below the plate value.', 'Find and close the leak.'],
  ],
  Plumbing: [
    ['Corroded shut-off valve', 'The main valve does not close all the way.', 'Replace the valve.'],
    ['Water heater without pan', 'No drain pan under the tank.', 'Put in a pan with a drain.'],
    ['Slow main drain', 'Roots at 40 feet.', 'Clear the line and look at it by camera.'],
  ],
  Electrical: [
    ['Panel is full', 'Two circuits share a breaker.', 'Upgrade the panel.'],
    ['Outlet without GFCI', 'Kitchen outlets have no ground fault protection.', 'Put in GFCI outlets.'],
    ['Old smoke detectors', 'Older than ten years.', 'Replace the detectors.'],
  ],
};

export const chapter: Chapter = {
  name: 'findings',
  begin: (company) => ({ job: (job) => notice(company, job) }),
};

/** Where the job led to estimates these offer to solve what was found. */
function notice({ store, random, now }: Company, job: PastJob): void {
  const { draft, facts } = job;
  const estimateIds = idsAt(draft, 'estimateIds');
  const [equipmentId] = idsAt(draft, 'equipmentIds');
  if (job.status !== 'Done' || !random.chance(estimateIds.length > 0 ? 0.3 : 0.06)) return;
  const [name, description, recommendedSolution] = random.pick(SEEN[facts.trade]);
  const createdOn = wireTime(Math.min(job.start, now), 61);
  const { id = null } = store.insertPast(findings, {
    ...FINDING,
    createdOn,
    createdBy: job.technician.id,
    modifiedBy: job.technician.id,
    locationId: job.household.locationId,
    name,
    description,
    recommendedSolution,
    internalNotes: null,
    urgencyLevel: URGENCIES[random.weighted(URGENCY_WEIGHTS)] ?? 'NotSpecified',
    sourceJobId: job.jobId,
    installedEquipmentId: equipmentId ?? null,
    archived: random.chance(0.1),
    linkedEstimateIds: estimateIds,
  });
  if (!random.chance(0.5)) return;
  const fileName = `finding-${String(id)}.jpg`;
  store.insertPast(findingAttachments, {
    createdOn,
    findingId: id,
    fileName,
    url: `https://files.example.com/findings/${fileName}`,
    type: 'Image',
  });
}
