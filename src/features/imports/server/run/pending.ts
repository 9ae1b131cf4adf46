import type { Scale } from '#features/duplicates/score.ts'
import { newAlike } from '../../alike.ts'
import type { Prepared } from '../../alike.ts'
import type { RunOptions } from '../../import.ts'
import type { Draft } from '../../read-row.ts'
import { codesOf, isSamePlace, nameKey } from './find-companies.ts'

/** Rows of a batch that are not in yet, as far as a later row has to wait for one of them. */
export interface Pending {
  add(draft: Draft, row: Prepared): void
  /** Whether the row could be a double of one that is pending. */
  mayDouble(draft: Draft, row: Prepared): boolean
  /** Whether a pending row makes, or finds, the employer this row names. */
  hasEmployer(draft: Draft): boolean
}

/**
 * Rows come in many at a time, and yet as one after the other would: a row whose twin may be among those before it
 * waits until they are in.
 */
export function newPending(
  { duplicates, possible }: Pick<RunOptions, 'duplicates' | 'possible'>,
  scale: Scale,
): Pending {
  const rows = newAlike<undefined>(scale)
  const employers = new Set<string>()
  const companies = new Map<string, string[][]>()
  return {
    add(draft, row) {
      if (duplicates !== 'create') rows.add(row, undefined)
      if (!draft.companyName) return
      const key = nameKey(draft.companyName)
      if (draft.kind === 'person') employers.add(key)
      else companies.set(key, [...(companies.get(key) ?? []), codesOf(draft)])
    },
    mayDouble(draft, row) {
      const [surest] = duplicates === 'create' ? [] : rows.find(row)
      if (surest && (possible === 'hold' || surest.comparison.verdict === 'sure')) return true
      if (draft.kind !== 'company') return false
      const key = nameKey(draft.companyName)
      const own = codesOf(draft)
      const same = duplicates === 'create' ? [] : (companies.get(key) ?? [])
      return employers.has(key) || same.some((codes) => isSamePlace(codes, own))
    },
    hasEmployer({ companyName }) {
      const key = nameKey(companyName)
      return key !== '' && (employers.has(key) || companies.has(key))
    },
  }
}
