import { hashKeys } from '#features/contacts/hash-keys.ts'
import { lookupKeys } from '#features/contacts/match-keys.ts'
import { compare } from '#features/duplicates/compare.ts'
import { profileOf } from '#features/duplicates/profile.ts'
import type { Profile } from '#features/duplicates/profile.ts'
import type { Scale } from '#features/duplicates/score.ts'
import type { Comparison } from '#features/duplicates/verdict.ts'
import { hashOf } from '#kernel/hash.ts'
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

/** Of so many rows that share a key the first are compared: of a file of namesakes not everybody with everybody. */
const CROWD = 40
/** Beyond so many a list of hits helps nobody. */
const MOST = 20

export function newAlike<T>(scale: Scale): Alike<T> {
  const byKey = new Map<number, { row: Prepared; value: T }[]>()
  return {
    add(row, value) {
      const entry = { row, value }
      for (const key of row.keys) {
        const others = byKey.get(key)
        if (!others) byKey.set(key, [entry])
        else if (others.length < CROWD) others.push(entry)
      }
    },
    find(row) {
      const met = new Set(row.keys.flatMap((key) => byKey.get(key) ?? []))
      return [...met]
        .map(({ row: other, value }) => ({ value, comparison: compare(row.profile, other.profile, scale) }))
        .filter(({ comparison }) => comparison.verdict !== 'none')
        .sort((a, b) => rank(b.comparison) - rank(a.comparison) || b.comparison.score - a.comparison.score)
        .slice(0, MOST)
    },
  }
}

function rank({ verdict }: Comparison): number {
  return verdict === 'sure' ? 1 : 0
}

/**
 * What makes two rows surely one, each as a number: of a dry run nothing else is kept of the rows before, some 100 bytes a
 * row. Two people who share an address such as `info@` are told apart by their names.
 */
export function sureKeys({ profile }: Prepared): number[] {
  const { company, emails, shared, mobiles, last, firm, vatId } = profile
  const name = company ? firm.key : last.plain
  const keys = [
    ...emails.map((email) => (shared.includes(email) ? `${email} ${name}` : email)),
    ...(company || name === '' ? [] : mobiles.map((number) => `${number} ${name}`)),
    ...(company && vatId ? [`${vatId} ${name}`] : []),
  ]
  // With 32 bits some of a million rows would be taken for one another; with 53 none is.
  return keys.map((key) => (hashOf(key) >>> 0) * 2 ** 21 + (hashOf(` ${key}`) >>> 11))
}
