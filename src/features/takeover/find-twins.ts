import { hashKeys } from '#features/contacts/hash-keys.ts'
import { matchFacts } from '#features/contacts/match-facts.ts'
import type { Subject } from '#features/contacts/match-facts.ts'
import { lookupKeys } from '#features/contacts/match-keys.ts'
import { compare } from '#features/duplicates/compare.ts'
import { profileOf } from '#features/duplicates/profile.ts'
import type { Profile } from '#features/duplicates/profile.ts'
import type { Scale } from '#features/duplicates/score.ts'

/** A key of more says too little: so many of one list have it. */
const WIDE = 200

export interface Twin {
  /** The one that stands first in the list. */
  of: string
  verdict: 'sure' | 'possible'
}

/** Who of a list is the same as somebody before them in it; the surest one, by id. */
export function findTwins(
  list: readonly { id: string; subject: Subject }[],
  { country, scale }: { country: string; scale: Scale },
): Map<string, Twin> {
  const before = new Map<number, { id: string; profile: Profile }[]>()
  const twins = new Map<string, Twin>()
  for (const { id, subject } of list) {
    const facts = matchFacts(subject, country)
    const one = { id, profile: profileOf(subject, country, facts) }
    const keys = hashKeys(lookupKeys(subject, country, facts))
    const others = new Set(keys.flatMap((key) => before.get(key) ?? []))
    for (const other of others) {
      const { verdict } = compare(other.profile, one.profile, scale)
      if (verdict === 'none' || twins.get(id)?.verdict === 'sure') continue
      if (verdict === 'sure' || !twins.has(id)) twins.set(id, { of: other.id, verdict })
    }
    for (const key of keys) {
      const members = before.get(key) ?? []
      if (members.length < WIDE) members.push(one)
      before.set(key, members)
    }
  }
  return twins
}
