import { ServiceTitanError } from 'servicetitan';
import { Problem } from '../platform/index.ts';

/** What a failed call to ServiceTitan means to whoever waits for it: try again, mend the connection, or mend the input. */
export function serviceTitanProblem(error: unknown): Problem {
  if (!(error instanceof ServiceTitanError)) throw error;
  switch (error.kind) {
    case 'credentials':
    case 'unauthorized':
      return new Problem(
        409,
        'servicetitan_credentials',
        'ServiceTitan does not accept the credentials of this workspace. Check client id, secret and app key of the connection.',
        { cause: error },
      );
    case 'forbidden':
      return new Problem(
        409,
        'servicetitan_scope',
        `The ServiceTitan app of this workspace may not do this (${error.operation}). Add the scope in the developer portal and approve it again.`,
        { cause: error },
      );
    case 'validation':
    case 'conflict':
    case 'notFound':
      return new Problem(422, 'servicetitan_refused', refusal(error), {
        cause: error,
        ...(error.errors ? { errors: error.errors } : {}),
      });
    case 'throttled':
    case 'server':
    case 'network':
    case 'timeout':
    case 'aborted':
    case 'invalid_response':
      return new Problem(
        503,
        'servicetitan_unreachable',
        'ServiceTitan does not answer just now. Nothing is lost; try again in a moment.',
        { cause: error, detail: error.message },
      );
  }
}

function refusal(error: ServiceTitanError): string {
  const first = Object.values(error.errors ?? {})[0]?.[0];
  return `ServiceTitan refused this: ${first ?? error.title ?? error.publicMessage}`;
}
