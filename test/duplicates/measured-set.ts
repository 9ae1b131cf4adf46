import { randomOf, type Random } from '../../bench/random.ts'
import { lookupKeys, matchKeys } from '#features/contacts/match-keys.ts'
import type { Subject } from '#features/contacts/match-facts.ts'
import { compare } from '#features/duplicates/compare.ts'
import { profileOf, type Profile } from '#features/duplicates/profile.ts'
import { fullNames } from '#kernel/first-names.ts'
import { nameWords } from '#kernel/plain-name.ts'
import type { Comparison } from '#features/duplicates/verdict.ts'
import { corrupted, newcomer, notation } from './damage.ts'
import { firmOf, personOf, subjectOf, type Firm, type Person } from './people.ts'

export interface MeasuredSet {
  /** The database. */
  known: Subject[]
  /** Each is somebody of the database once more: `truth` is the place in `known`. */
  copies: { subject: Subject; truth: number }[]
  /** Nobody of the database. */
  strangers: Subject[]
}

export interface Sizes {
  known: number
  firms: number
  copies: number
  strangers: number
}

/** Invented people: a database, damaged copies of some, and strangers, four in ten of them from firms that are known. */
export function measuredSet(seed: number, sizes: Sizes): MeasuredSet {
  const random = randomOf(seed, 1)
  const firms = Array.from({ length: sizes.firms }, () => firmOf(random))
  const met: Met = { staff: new Map(), taken: new Set() }
  const people = Array.from({ length: sizes.known }, () => somebody(random, firms, met))
  const known = people.map((person) => subjectOf(person, notation(random)))
  const copies = Array.from({ length: sizes.copies }, () => {
    const truth = random.below(people.length)
    const subject = corrupted(random, people[truth] as Person, {
      elsewhere: () => firmOf(random),
      taken: met.taken,
    })
    return { subject, truth }
  })
  const others = Array.from({ length: sizes.firms }, () => firmOf(random))
  const strangers = Array.from({ length: sizes.strangers }, () =>
    newcomer(random, somebody(random, random.chance(0.4) ? firms : others, met)),
  )
  return { known, copies, strangers }
}

/** Everybody so far, and the addresses and numbers that are one person's alone. */
interface Met {
  staff: Map<Firm, Person[]>
  taken: Set<string>
}

/**
 * In a family firm some are called as the others are. Two there whose first names could be one person's (Johanna and
 * Hannah, M. and Martin) are left out: nobody could tell them apart by what is written down.
 * Nor do two share an address of their own or a mobile number.
 */
function somebody(random: Random, firms: Firm[], { staff, taken }: Met): Person {
  for (;;) {
    const firm = random.one(firms)
    const colleagues = staff.get(firm) ?? []
    const relative = colleagues.length > 0 && random.chance(0.03) ? random.one(colleagues).last : undefined
    const person = personOf(random, firm, relative)
    if (colleagues.some((one) => one.last === person.last && mayBeOne(one.first, person.first))) continue
    const own = [...person.emails.filter((email) => !email.startsWith('info@')), person.mobile ?? []].flat()
    if (own.some((one) => taken.has(one))) continue
    for (const one of own) taken.add(one)
    staff.set(firm, [...colleagues, person])
    return person
  }
}

function mayBeOne(a: string, b: string): boolean {
  const forms = (first: string) => nameWords(first).flatMap((word) => [word, ...fullNames(word)])
  return a.charAt(0) === b.charAt(0) || forms(a).some((form) => forms(b).includes(form))
}

export interface Hit {
  place: number
  comparison: Comparison
}

/** Finds who of the database a subject is, through the keys as the database does it. */
export function finderOf(known: readonly Subject[]): (subject: Subject) => Hit[] {
  const profiles = known.map((subject) => profileOf(subject, 'DE'))
  const places = new Map<string, number[]>()
  known.forEach((subject, place) => {
    for (const key of matchKeys(subject, 'DE')) {
      const found = places.get(key)
      if (found) found.push(place)
      else places.set(key, [place])
    }
  })
  return (subject) => {
    const profile = profileOf(subject, 'DE')
    const candidates = new Set(lookupKeys(subject, 'DE').flatMap((key) => places.get(key) ?? []))
    return hitsOf(profile, [...candidates], profiles)
  }
}

/** The same by comparing with everybody. */
export function patientFinderOf(known: readonly Subject[]): (subject: Subject) => Hit[] {
  const profiles = known.map((subject) => profileOf(subject, 'DE'))
  const everybody = profiles.map((_, place) => place)
  return (subject) => hitsOf(profileOf(subject, 'DE'), everybody, profiles)
}

function hitsOf(profile: Profile, places: number[], profiles: Profile[]): Hit[] {
  return places
    .map((place) => ({ place, comparison: compare(profile, profiles[place] as Profile) }))
    .filter((hit) => hit.comparison.verdict !== 'none')
}

export interface Figures {
  /** Of all sure hits, how many are right. */
  surePrecision: number
  /** Of the copies, how many are known again for sure; and how many at least possibly. */
  sureRecall: number
  recall: number
  strangersFlagged: number
  /** Wrong hits beside the right one, for each copy. */
  wrongHits: number
  missed: { subject: Subject; truth: Subject }[]
  flagged: { subject: Subject; hit: Subject; comparison: Comparison }[]
}

export function figuresOf({ known, copies, strangers }: MeasuredSet, find = finderOf(known)): Figures {
  const found = copies.map((copy) => ({ ...copy, hits: find(copy.subject) }))
  const flagged = strangers.flatMap((subject) =>
    find(subject).map(({ place, comparison }) => ({ subject, hit: known[place] as Subject, comparison })),
  )
  const hits = found.flatMap(({ hits, truth }) => hits.map((hit) => ({ ...hit, right: hit.place === truth })))
  const sure = hits.filter(({ comparison }) => comparison.verdict === 'sure')
  const right = found.filter(({ hits, truth }) => hits.some((hit) => hit.place === truth))
  const sureStrangers = flagged.filter(({ comparison }) => comparison.verdict === 'sure').length
  const rightSure = sure.filter((hit) => hit.right).length
  return {
    surePrecision: rightSure / (sure.length + sureStrangers),
    sureRecall: rightSure / copies.length,
    recall: right.length / copies.length,
    strangersFlagged: new Set(flagged.map(({ subject }) => subject)).size,
    wrongHits: hits.filter((hit) => !hit.right).length / copies.length,
    missed: found
      .filter(({ hits, truth }) => !hits.some((hit) => hit.place === truth))
      .map(({ subject, truth }) => ({ subject, truth: known[truth] as Subject })),
    flagged,
  }
}
