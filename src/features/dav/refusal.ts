import { Problem } from '#kernel/problem.ts'
import type { ProblemKind } from '#kernel/problem.ts'

/**
 * A refusal with the element by which RFC 4918 (16), RFC 4791, RFC 6352 and RFC 6578 name its reason; `path` is the
 * address that stands in the way.
 */
export function refusal(
  precondition: string,
  { detail, kind = 'forbidden', path }: { detail?: string; kind?: ProblemKind; path?: string } = {},
): Problem {
  const more = { precondition, ...(path === undefined ? {} : { path }) }
  return new Problem(kind, 'dav.refused', detail ?? precondition, [], more)
}
