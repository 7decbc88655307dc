/** What the judge has to say of one operation. */

/** `where` says in stable words what departs (`answer.data[].start is null`); `detail` helps to find out why. */
export interface Departure {
  where: string;
  detail: string;
}

/** A departure of one operation, before it is known whether it is deliberate. */
export interface Deviation extends Departure {
  operation: string;
  side: 'emulator' | 'client';
}

/** What came of one operation on one side. */
export interface Finding {
  operation: string;
  module: string;
  deviations: readonly Deviation[];
}

/** `served` is false for an operation that the emulator answers with 501; nothing else is asked of it then. */
export interface EmulatorFinding extends Finding {
  served: boolean;
  /** Whether its happy path was taken, with records of the company in path, query and body. */
  tried: boolean;
  /** A list or feed without a single row. */
  empty: boolean;
  /** Why a body with all its optional scalars was refused, when one with only the required members was accepted. */
  reduced: string | null;
}
