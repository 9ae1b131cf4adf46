import type { FastifyReply, FastifyRequest } from 'fastify'
import { answerProblem, expectedProblem } from '#platform/answer-problem.ts'
import type { House } from '#platform/house.ts'
import type { Problem, ProblemKind } from '#kernel/problem.ts'
import { element, href, textElement, xmlDocument } from '../xml/write.ts'
import { sendXml } from './asking.ts'

const STATUSES: Record<ProblemKind, number> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  missing: 404,
  conflict: 409,
  stale: 412,
  'too-large': 413,
  'wrong-kind': 415,
  'too-many': 429,
  unavailable: 503,
}

/** One constant realm: programs keep passwords under it, and Basic alone is offered. */
const CHALLENGE = 'Basic realm="Kontor", charset="UTF-8"'

/** Says no in the words of DAV: the status, and the condition that was not met as an element (RFC 4918, 16). */
export function answerRefusal(
  error: unknown,
  { request, response, house }: { request: FastifyRequest; response: FastifyReply; house: House },
): void {
  const problem = expectedProblem(error)
  if (!problem) return answerProblem(error, request, response, house.log)
  const status = statusOf(problem)
  if (status === 401) response.header('www-authenticate', CHALLENGE)
  if (status === 429 || status === 503) response.header('retry-after', status === 429 ? 900 : 30)
  const { precondition, path } = problem.more
  const condition = typeof precondition === 'string' ? precondition : ''
  const named = condition === '' ? '' : element(condition, typeof path === 'string' ? href(path) : '')
  const reason = textElement('{urn:kontor:dav}reason', problem.message)
  void sendXml(response, xmlDocument('D:error', [named, reason]), status)
}

function statusOf({ kind, code }: Problem): number {
  return code === 'dav.method' || code === 'dav.collection' ? 405 : STATUSES[kind]
}
