import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import { Problem } from '../errors.ts';

/** RFC 9457 problem details with a stable `code`; see Problem. */
interface ProblemBody {
  type: string;
  title: string;
  status: number;
  detail: string;
  code: string;
  requestId: string;
  errors?: Readonly<Record<string, readonly string[]>>;
}

const titles: Record<number, string> = {
  400: 'Bad request',
  401: 'Not signed in',
  403: 'Not allowed',
  404: 'Not found',
  409: 'Conflict',
  413: 'Too large',
  415: 'Unsupported media type',
  422: 'Unprocessable content',
  429: 'Too many requests',
  500: 'Internal error',
  502: 'Bad gateway',
  503: 'Unavailable',
};

export function sendProblem(reply: FastifyReply, request: FastifyRequest, problem: Problem): FastifyReply {
  const body: ProblemBody = {
    type: 'about:blank',
    title: titles[problem.status] ?? 'Error',
    status: problem.status,
    detail: problem.publicMessage,
    code: problem.code,
    requestId: request.id,
  };
  if (problem.errors) body.errors = problem.errors;
  return reply.code(problem.status).type('application/problem+json').serializer(JSON.stringify).send(body);
}

/** Turns whatever was thrown into a problem: our own as they are, the framework's by kind, the rest as 500 without internals. */
export function installProblems(app: FastifyInstance): void {
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const problem = toProblem(error);
    if (problem.status >= 500) request.log.error({ err: error, code: problem.code }, problem.message);
    return sendProblem(reply, request, problem);
  });
}

function toProblem(error: FastifyError | Problem): Problem {
  if (error instanceof Problem) return error;
  if (hasZodFastifySchemaValidationErrors(error)) return fieldProblem(error.validation);
  switch (error.code) {
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return new Problem(413, 'body_too_large', 'The body is larger than this address accepts.');
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return new Problem(415, 'media_type', 'Send JSON, with content-type application/json.');
    case 'FST_ERR_CTP_INVALID_JSON_BODY':
    case 'FST_ERR_CTP_EMPTY_JSON_BODY':
      return new Problem(400, 'invalid_json', 'The body is not valid JSON.');
    default:
  }
  const status = error.statusCode ?? 500;
  if (status === 429)
    return new Problem(429, 'too_many_requests', 'Too many requests. Wait a moment and try again.');
  if (status >= 400 && status < 500) return new Problem(status, 'bad_request', error.message);
  if (isDatabaseAway(error))
    return new Problem(503, 'database_unavailable', 'The database is restarting. Try again in a moment.', {
      cause: error,
    });
  return new Problem(
    500,
    'internal',
    'Something went wrong on our side. Nothing was changed; the request id helps to find the cause.',
    { cause: error, detail: error.message },
  );
}

function fieldProblem(issues: readonly { instancePath: string; message?: string }[]): Problem {
  const errors: Record<string, string[]> = {};
  for (const issue of issues) {
    const field = issue.instancePath.replace(/^\//, '').replaceAll('/', '.') || 'body';
    const messages = errors[field] ?? [];
    messages.push(issue.message ?? 'is not valid');
    errors[field] = messages;
  }
  const [field, messages] = Object.entries(errors)[0] ?? ['body', ['is not valid']];
  return new Problem(422, 'validation', `${field}: ${messages[0]}`, { errors });
}

/** PostgreSQL is starting, stopping or unreachable (SQLSTATE class 57P, connection faults). */
export function isDatabaseAway(error: unknown): boolean {
  const { code, message } = error as { code?: string; message?: string };
  return (
    (code !== undefined &&
      (code.startsWith('57P') || ['ECONNREFUSED', 'ECONNRESET', 'EPIPE'].includes(code))) ||
    /Connection terminated|connection timeout/i.test(message ?? '')
  );
}
