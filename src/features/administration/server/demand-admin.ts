import { Problem } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'

/** Refuses a job whose owner is no administrator any more. */
export function demandAdmin(by: By): void {
  if (by.role !== 'admin') throw new Problem('forbidden', 'forbidden', 'Only administrators may do this.')
}
