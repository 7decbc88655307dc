/** Forms of the demo company, and what technicians filled in at their jobs. */
import type { Chapter, Company, PastJob } from '../../company/chapter.ts';
import type { Doc, Id } from '../../json/value.ts';
import { wireTime } from '../../wire/time.ts';
import { formSubmissions, forms } from './collections.ts';
import { section } from './demo-answers.ts';

/** Name, division whose jobs it is for (none: it is a draft), conditional logic, triggers. */
const FORMS: readonly (readonly [string, PastJob['facts']['division'] | null, boolean, boolean])[] = [
  ['Maintenance Checklist', 'Maintenance', true, false],
  ['Service Report', 'Service', false, false],
  ['Installation Sign-Off', 'Install', false, true],
  ['Sales Visit Survey', 'Sales', true, false],
  ['Winter Safety Check', null, false, false],
];

/** How many jobs of a division have their form filled in. */
const SHARE = { Maintenance: 0.6, Service: 0.08, Install: 0.5, Sales: 0.15 };

export const chapter: Chapter = {
  name: 'forms',
  begin(company) {
    const byDivision = loadForms(company);
    return { job: (job) => fillIn(company, byDivision.get(job.facts.division), job) };
  },
};

function loadForms({ store, structure, founded }: Company): ReadonlyMap<string, Doc> {
  const createdOn = wireTime(founded, 5791);
  const made = FORMS.map(([name, division, hasConditionalLogic, hasTriggers]) => {
    const form = store.insertPast(forms, {
      createdOn,
      name,
      published: division !== null,
      hasConditionalLogic,
      hasTriggers,
      createdById: structure.officeIds[0] ?? 1,
    });
    return [division ?? '', form] as const;
  });
  return new Map(made);
}

/** A form is completed with its job, and started while someone works on it. */
function fillIn({ store, random, now }: Company, form: Doc | undefined, job: PastJob): void {
  const { household, technician, facts, status } = job;
  const completed = status === 'Done';
  if (!form || (!completed && status !== 'Working') || !random.chance(SHARE[facts.division])) return;
  const owners: readonly (readonly [string, Id])[] = [
    ['Job', job.jobId],
    ['Location', household.locationId],
    ['Customer', household.customerId],
  ];
  const submittedOn = wireTime(Math.min(completed ? job.end : job.start, now), 71);
  store.insertPast(formSubmissions, {
    createdOn: submittedOn,
    formId: form.id ?? null,
    formName: form.name ?? null,
    submittedOn,
    createdById: technician.id,
    status: completed ? 'Completed' : 'Started',
    owners: owners.map(([type, id]) => ({ type, id })),
    ownerKeys: owners.map(([type, id]) => `${type}:${id}`),
    units: [section(random, completed)],
  });
}
