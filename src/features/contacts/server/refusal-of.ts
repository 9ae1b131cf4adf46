import { Problem } from '#kernel/problem.ts'

/** A refusal by an action, or by the database of a value or by a constraint; undefined for everything else. */
export function refusalOf(error: unknown): Problem | undefined {
  if (error instanceof Problem) return error
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (!code.startsWith('22') && !code.startsWith('23')) return undefined
  const message = 'A value cannot be stored as it is.'
  return new Problem('invalid', 'invalid', message, [{ path: '', code: 'unstorable', message }])
}
