import type { RunOptions } from '../import.ts'
import type { Draft } from '../read-row.ts'
import { codesOf, emailsOf, isSamePlace, nameKey } from './find-twins.ts'

/** Rows of a batch that are not in yet, as far as a later row has to wait for one of them. */
export interface Pending {
  add(draft: Draft): void
  /** Whether the row could be a double of one that is pending. */
  mayDouble(draft: Draft): boolean
  /** Whether a pending row makes, or finds, the employer this row names. */
  hasEmployer(draft: Draft): boolean
}

/**
 * Rows come in many at a time, and yet as one after the other would: a row whose twin may be among those before it
 * waits until they are in.
 */
export function newPending(mode: RunOptions['duplicates']): Pending {
  const emails = new Set<string>()
  const employers = new Set<string>()
  const companies = new Map<string, string[][]>()
  return {
    add(draft) {
      if (mode !== 'create') for (const key of emailsOf(draft)) emails.add(key)
      if (!draft.companyName) return
      const key = nameKey(draft.companyName)
      if (draft.kind === 'person') employers.add(key)
      else companies.set(key, [...(companies.get(key) ?? []), codesOf(draft)])
    },
    mayDouble(draft) {
      if (emailsOf(draft).some((key) => emails.has(key))) return true
      if (draft.kind !== 'company') return false
      const key = nameKey(draft.companyName)
      const own = codesOf(draft)
      const same = mode === 'create' ? [] : (companies.get(key) ?? [])
      return employers.has(key) || same.some((codes) => isSamePlace(codes, own))
    },
    hasEmployer({ companyName }) {
      const key = nameKey(companyName)
      return key !== '' && (employers.has(key) || companies.has(key))
    },
  }
}
