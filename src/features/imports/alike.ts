import { hashKeys } from '#features/contacts/hash-keys.ts'
import { lookupKeys } from '#features/contacts/match-keys.ts'
import { compare } from '#features/duplicates/compare.ts'
import { profileOf } from '#features/duplicates/profile.ts'
import type { Profile } from '#features/duplicates/profile.ts'
import type { Scale } from '#features/duplicates/score.ts'
import type { Comparison } from '#features/duplicates/verdict.ts'
import type { Draft } from './read-row.ts'

/** A row prepared once for all its comparisons. */
export interface Prepared {
  id: undefined
  keys: number[]
  profile: Profile
}

export function prepareDraft(draft: Draft, country: string): Prepared {
  return { id: undefined, keys: hashKeys(lookupKeys(draft, country)), profile: profileOf(draft, country) }
}

/** Rows that were met before, to be found again by rows that are like them. */
export interface Alike<T> {
  add(row: Prepared, value: T): void
  /** Those that are the same one surely or possibly, surest first. */
  find(row: Prepared): { value: T; comparison: Comparison }[]
}

export function newAlike<T>(scale: Scale): Alike<T> {
  const byKey = new Map<number, { row: Prepared; value: T }[]>()
  return {
    add(row, value) {
      const entry = { row, value }
      for (const key of row.keys) {
        const others = byKey.get(key)
        if (others) others.push(entry)
        else byKey.set(key, [entry])
      }
    },
    find(row) {
      const met = new Set(row.keys.flatMap((key) => byKey.get(key) ?? []))
      return [...met]
        .map(({ row: other, value }) => ({ value, comparison: compare(row.profile, other.profile, scale) }))
        .filter(({ comparison }) => comparison.verdict !== 'none')
        .sort((a, b) => rank(b.comparison) - rank(a.comparison) || b.comparison.score - a.comparison.score)
    },
  }
}

function rank({ verdict }: Comparison): number {
  return verdict === 'sure' ? 1 : 0
}

/**
 * What makes two rows surely one, as text: of a dry run nothing else is kept of the rows before, so that memory stays
 * flat. Two people who share an address such as `info@` are told apart by their names.
 */
export function sureKeys({ profile }: Prepared): string[] {
  const { company, emails, shared, mobiles, last, firm, vatId } = profile
  const name = company ? firm.key : last.plain
  return [
    ...emails.map((email) => (shared.includes(email) ? `${email} ${name}` : email)),
    ...(company || name === '' ? [] : mobiles.map((number) => `${number} ${name}`)),
    ...(company && vatId ? [`${vatId} ${name}`] : []),
  ]
}
