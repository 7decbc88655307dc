/** The job planning and management API. */
import { type ApiModule, collectionsOf } from '../module.ts';
import { chapter } from './chapter.ts';
import * as records from './collections.ts';
import { crewFollows } from './crew.ts';
import { appointmentShowsCustomer } from './jobs.ts';
import { jpm as jobRows } from './operations.ts';
import * as projectRecords from './project-collections.ts';
import { projectRows } from './project-operations.ts';
import { projectShowsJobs } from './projects.ts';

export const jpm: ApiModule = {
  collections: [...collectionsOf(records), ...collectionsOf(projectRecords)],
  operations: { ...jobRows, ...projectRows },
  reactions: [projectShowsJobs, crewFollows, appointmentShowsCustomer],
  chapter,
};
