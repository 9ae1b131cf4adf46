import type { DuplicateHit } from '#features/duplicates/verdict.ts'
import type { FieldError, Problem } from '#kernel/problem.ts'
import type { FieldChange } from '#platform/journal.ts'
import type { RowState } from '../../import.ts'
import type { Twin } from './find-twins.ts'

/** What became of a row. */
export interface Outcome {
  state: RowState
  /** The contact it became or is like; null where there is none, as in a dry run. */
  contactId: string | null
  errors?: FieldError[]
  /** The contacts it is like. */
  hits?: DuplicateHit[]
  /** What the update changes, told by a dry run. */
  changes?: FieldChange[]
}

export function skipped(twin: Twin, code: string, message: string): Outcome {
  return { state: 'skipped', errors: [{ path: '', code, message }], contactId: twin.id, hits: twin.hits }
}

export function failed({ errors, code, message }: Problem): Outcome {
  return {
    state: 'error',
    errors: errors.length > 0 ? errors : [{ path: '', code, message }],
    contactId: null,
  }
}
