import { jaroWinkler } from '#kernel/jaro-winkler.ts'
import type { Profile, Word } from './profile.ts'

/** How far two names agree. `unknown`: one of the two has none. */
export type Agreement = 'same' | 'part' | 'similar' | 'initial' | 'different' | 'unknown'

/** Last names: the same after folding, one part of a double name, similar by sound and letters, or different. */
export function lastNames(a: Profile, b: Profile): Agreement {
  if (a.lastWhole === '' || b.lastWhole === '') return 'unknown'
  if (a.last.plain === b.last.plain || a.lastWhole === b.lastWhole) return 'same'
  if ((a.lastParts.length > 1 || b.lastParts.length > 1) && sharePart(a.lastParts, b.lastParts)) return 'part'
  if (a.lastWhole === b.last.plain || a.last.plain === b.lastWhole) return 'same'
  return similarWords(a.last, b.last, LAST_ALIKE) ? 'similar' : 'different'
}

/** First names: the same, similar by letters, nickname or one of several, an initial, or different. */
export function firstNames(a: Profile, b: Profile): Agreement {
  if (a.initials === '' || b.initials === '') return 'unknown'
  const [one, other] = [a.first.plain, b.first.plain]
  if (one !== '' && one === other) return 'same'
  if (one === '' || other === '') return a.initials[0] === b.initials[0] ? 'initial' : 'different'
  if (a.gender !== null && b.gender !== null && a.gender !== b.gender) return 'different'
  if (similarWords(a.first, b.first, FIRST_ALIKE) && !isPairOfGenders(one, other)) return 'similar'
  for (const left of a.firstParts)
    for (const right of b.firstParts)
      if (left.plain === right.plain || shareFull(left, right)) return 'similar'
  return 'different'
}

/** Whether first and last name stand in each other's field. */
export function areCrossed(a: Profile, b: Profile): boolean {
  if (a.first.plain === '' || b.first.plain === '' || a.last.plain === '' || b.last.plain === '') return false
  return similarWords(a.last, b.first, LAST_ALIKE) && similarWords(a.first, b.last, FIRST_ALIKE)
}

const LAST_ALIKE = 0.92
const FIRST_ALIKE = 0.9
/** Words of one sound must also look a little alike: Bauer and Bär sound the same to the Kölner Phonetik. */
const SOUND_ALIKE = 0.8

function similarWords(a: Word, b: Word, from: number): boolean {
  if (a.plain === b.plain) return true
  if (a.sound === b.sound && a.sound.length > 1) return jaroWinkler(a.spoken, b.spoken) >= SOUND_ALIKE
  const [short, long] = a.plain.length < b.plain.length ? [a, b] : [b, a]
  return short.plain.length > 0.6 * long.plain.length && jaroWinkler(a.plain, b.plain) >= from
}

function sharePart(a: readonly Word[], b: readonly Word[]): boolean {
  for (const left of a)
    for (const right of b) if (left.plain === right.plain && left.plain.length > 2) return true
  return false
}

function shareFull(a: Word, b: Word): boolean {
  for (const name of a.full) if (b.full.includes(name)) return true
  return false
}

/** Martin and Martina, Stefan and Stefanie are brother and sister, not one with a typing error. */
function isPairOfGenders(a: string, b: string): boolean {
  const [short, long] = a.length < b.length ? [a, b] : [b, a]
  return long.startsWith(short) && FEMALE_ENDINGS.has(long.slice(short.length))
}

const FEMALE_ENDINGS = new Set([
  'a',
  'e',
  'ie',
  'ia',
  'in',
  'ine',
  'ina',
  'iane',
  'iana',
  'ette',
  'ella',
  's',
])
