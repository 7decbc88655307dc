/**
 * A fault or refusal that reaches a caller over HTTP. `publicMessage` says what happened and what to do;
 * `message` is for the log and may hold internals. Codes are stable: clients branch on them.
 */
export class Problem extends Error {
  readonly status: number;
  readonly code: string;
  readonly publicMessage: string;
  readonly errors: Readonly<Record<string, readonly string[]>> | undefined;

  constructor(
    status: number,
    code: string,
    publicMessage: string,
    options?: { cause?: unknown; detail?: string; errors?: Readonly<Record<string, readonly string[]>> },
  ) {
    super(options?.detail ?? publicMessage, { cause: options?.cause });
    this.name = 'Problem';
    this.status = status;
    this.code = code;
    this.publicMessage = publicMessage;
    this.errors = options?.errors;
  }
}

/** 422 with the message under the field it is about, so that a form can show it there. */
export function invalid(errors: Record<string, string[]>): Problem {
  const first = Object.values(errors)[0]?.[0] ?? 'Some fields need attention.';
  return new Problem(422, 'validation', first, { errors });
}

export function notFound(what: string): Problem {
  return new Problem(
    404,
    'not_found',
    `${what} was not found. It may have been removed, or belongs to another workspace.`,
  );
}

/** A start-up condition that the person at the terminal must mend; printed without a stack. */
export class StartupError extends Error {
  constructor(message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'StartupError';
  }
}
