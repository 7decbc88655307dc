/**
 * What one API module adds to the demo company while its past is made: payment types and invoices, membership types and
 * memberships, calls. A chapter is begun once, after the structure of the company is there and before the first customer;
 * what it needs later it keeps in its closure. It has random numbers of its own, so that a change in one chapter leaves
 * the others as they were. It writes with `store.insertPast` (see store.ts) and never keeps a list that grows with the
 * number of jobs.
 */
import type { Doc, Id } from '../json/value.ts';
import type { AppointmentStatus } from '../modules/jpm/job-status.ts';
import type { Random } from '../random.ts';
import type { Store } from '../store/store.ts';
import type { JobTypeFacts } from './catalogue.ts';
import type { Household } from './households.ts';
import type { Technician } from './staff.ts';
import type { Structure } from './structure.ts';

export interface Company {
  store: Store;
  random: Random;
  structure: Structure;
  /** When it began to use the system, milliseconds since 1970; catalogues are as old. */
  founded: number;
  /** The present, milliseconds since 1970: nothing in it was written later. */
  now: number;
  /** Which part of what happens on a day is kept: all, or less of a small company's year before its last weeks. */
  sample(midnight: number): number;
}

/** One job of the past (or of the days to come, which are booked already), as its record is about to be written. */
export interface PastJob {
  household: Household;
  facts: JobTypeFacts;
  unitId: Id;
  jobTypeId: Id;
  campaign: Structure['campaigns'][number] | undefined;
  technician: Technician;
  /** Milliseconds since 1970: when it was booked, begins, ends, and was changed last. */
  booked: number;
  start: number;
  end: number;
  changed: number;
  /** Status of its (only) appointment. */
  status: AppointmentStatus;
  /** Someone of the office. */
  createdById: Id;
  jobId: Id;
  jobNumber: string;
  appointmentId: Id;
  /** The job record. A chapter sets what it contributes: `total`, `estimateIds`, `membershipId`, `leadCallId` … */
  draft: Doc;
}

/** What a chapter does at each stage; all are optional. */
export interface Stages {
  /** A customer that was just added at one of its locations; `createdOn` in milliseconds since 1970. */
  household?(household: Household, createdOn: number): void;
  /** A job that is about to be written, in the order of its start. */
  job?(job: PastJob): void;
  /** The first moment of each day of the company, in order, before the jobs of that day. */
  day?(midnight: number): void;
  /** After the last job: what is open today. */
  close?(): void;
}

export interface Chapter {
  /** Its random numbers follow from it, so that neither its place among the chapters nor the others change them. */
  name: string;
  begin(company: Company): Stages;
}
