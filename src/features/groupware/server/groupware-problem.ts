import { GroupwareError } from '#connectors/groupware/groupware-error.ts'
import { Problem } from '#kernel/problem.ts'

/** What a groupware refused, as an answer that screens have words for; anything else stays what it is. */
export function groupwareProblem(error: unknown): unknown {
  if (!(error instanceof GroupwareError)) return error
  return new Problem('conflict', `groupware.${error.fault}`, error.detail)
}

/** Runs what talks to a groupware inside of a request. */
export async function withGroupware<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw groupwareProblem(error)
  }
}
