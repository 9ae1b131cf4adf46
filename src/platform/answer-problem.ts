import { randomUUID } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { FieldError, ProblemKind } from '#kernel/problem.ts'
import { Problem, missing } from '#kernel/problem.ts'
import type { Log } from './house.ts'

const statuses: Record<ProblemKind, [number, string]> = {
  invalid: [422, 'The input is not valid'],
  unauthenticated: [401, 'Not signed in'],
  forbidden: [403, 'Not allowed'],
  missing: [404, 'Not found'],
  conflict: [409, 'Conflict'],
  stale: [412, 'Changed by somebody else'],
  'too-large': [413, 'Too large'],
  'wrong-kind': [415, 'Unsupported kind'],
  'too-many': [429, 'Too many requests'],
  unavailable: [503, 'Not available'],
}

/** RFC 9457 problem details. */
interface ProblemDetails {
  type: string
  title: string
  status: number
  detail: string
  code: string
  errors?: FieldError[]
  /** Finds an unexpected error in the log. */
  id?: string
}

/** Turns everything that is thrown into problem details; only a bug of ours is a 500. */
export function answerProblems(server: FastifyInstance, log: Log): void {
  server.setErrorHandler((error, request, response) => answerProblem(error, request, response, log))
  server.setNotFoundHandler((_request, response) => {
    void response
      .code(404)
      .type('application/problem+json')
      .send(describe(new Problem('missing', 'missing', 'There is nothing at this address.')))
  })
}

/** Answers one request with what was thrown. */
export function answerProblem(
  error: unknown,
  request: FastifyRequest,
  response: FastifyReply,
  log: Log,
): void {
  const details = describe(error)
  if (details.status >= 500 && details.id) {
    log.error({ err: error, id: details.id, method: request.method, url: request.url }, 'unexpected error')
  }
  void response.code(details.status).type('application/problem+json').send(details)
}

function describe(error: unknown): ProblemDetails {
  const problem = expectedProblem(error)
  if (!problem) {
    const id = randomUUID()
    const detail = `Something went wrong that should not. It is in the log as ${id}.`
    return { type: 'about:blank', title: 'Internal error', status: 500, code: 'internal', detail, id }
  }
  const [status, title] = statuses[problem.kind]
  return {
    type: `urn:kontor:problem:${problem.code}`,
    title,
    status,
    detail: problem.message,
    code: problem.code,
    ...problem.more,
    ...(problem.errors.length > 0 ? { errors: problem.errors } : {}),
  }
}

/** The refusal behind what was thrown; undefined for a bug of ours. */
export function expectedProblem(error: unknown): Problem | undefined {
  return error instanceof Problem ? error : translate(error)
}

/** Refusals of the web server and of PostgreSQL in our words; undefined for what nobody expected. */
function translate(error: unknown): Problem | undefined {
  if (!(error instanceof Error)) return undefined
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  const constraint = 'constraint' in error && typeof error.constraint === 'string' ? error.constraint : ''
  if (code.startsWith('08') || code === '57P01' || code === 'ECONNREFUSED') {
    return new Problem('unavailable', 'database_away', 'The database does not answer. Please try again.')
  }
  if (code === '23505') return new Problem('conflict', 'not_unique', `There is one already (${constraint}).`)
  if (code === '23503')
    return new Problem('conflict', 'in_use', `Something refers to it, or is gone (${constraint}).`)
  if (code === '23514') return new Problem('invalid', 'invalid', `Not allowed by ${constraint}.`)
  if (code.startsWith('22')) return new Problem('invalid', 'invalid', 'A value cannot be stored as it is.')
  if (code === 'FST_ERR_BAD_URL') return missing()
  if (error.message === 'timeout exceeded when trying to connect')
    return new Problem('unavailable', 'busy', 'There is too much to do at once. Please try again.')
  if (code === '57014') return new Problem('unavailable', 'too_slow', 'This took too long and was ended.')
  const status = 'statusCode' in error ? error.statusCode : undefined
  if (status === 413) return new Problem('too-large', 'too_large', 'The request is too large.')
  if (status === 415)
    return new Problem('wrong-kind', 'wrong_media_type', 'Send JSON, or a form where files are taken.')
  if (status === 429) return new Problem('too-many', 'too_many', 'Too many requests.')
  if (typeof status === 'number' && status >= 400 && status < 500) {
    return new Problem('invalid', 'unreadable', error.message)
  }
  return undefined
}
