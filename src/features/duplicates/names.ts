import { jaroWinkler } from '#kernel/jaro-winkler.ts'
import type { Called, Word } from './profile.ts'

/** How far two names agree. `unknown`: one of the two has none. */
export type Agreement = 'same' | 'part' | 'similar' | 'initial' | 'different' | 'unknown'

/** Last names: the same after folding, one part of a double name, similar by sound and letters, or different. */
export function lastNames(a: Called, b: Called): Agreement {
  if (a.lastWhole === '' || b.lastWhole === '') return 'unknown'
  if (a.last.plain === b.last.plain || a.lastWhole === b.lastWhole) return 'same'
  if ((a.lastParts.length > 1 || b.lastParts.length > 1) && sharePart(a.lastParts, b.lastParts)) return 'part'
  if (a.lastWhole === b.last.plain || a.last.plain === b.lastWhole) return 'same'
  if (similarWords(a.last, b.last, LAST_ALIKE)) return 'similar'
  const particles = a.lastWhole !== a.last.plain && b.lastWhole !== b.last.plain
  return particles && jaroWinkler(a.lastWhole, b.lastWhole) >= LAST_ALIKE ? 'similar' : 'different'
}

/** First names: the same, similar by letters, nickname or one of several, an initial, or different. */
export function firstNames(a: Called, b: Called): Agreement {
  if (a.initials === '' || b.initials === '') return 'unknown'
  const [one, other] = [a.first.plain, b.first.plain]
  if (one !== '' && one === other) return 'same'
  if (one === '' || other === '') return a.initials[0] === b.initials[0] ? 'initial' : 'different'
  if (a.gender !== null && b.gender !== null && a.gender !== b.gender) return 'different'
  const alike = isMistyped(a.first, b.first) ? MISTYPED_ALIKE : FIRST_ALIKE
  if (similarWords(a.first, b.first, alike) && !isPairOfGenders(one, other)) return 'similar'
  for (const left of a.firstParts)
    for (const right of b.firstParts)
      if (left.plain === right.plain || shareFull(left, right)) return 'similar'
  return 'different'
}

/** Whether first and last name stand in each other's field. */
export function areCrossed(a: Called, b: Called): boolean {
  return isCrossing(a, b) || isCrossing(b, a)
}

/** `a` has its last name in the field for first names; its first name may be an initial. */
function isCrossing(a: Called, b: Called): boolean {
  if (a.first.plain === '' || a.last.plain === '' || b.last.plain === '' || b.initials === '') return false
  if (!similarWords(a.first, b.last, LAST_ALIKE)) return false
  return a.last.plain.length === 1
    ? a.last.plain === b.initials[0]
    : similarWords(a.last, b.first, FIRST_ALIKE)
}

const LAST_ALIKE = 0.92
const FIRST_ALIKE = 0.9
/** Rarf is nobody's name and so a slip for Ralf, but Rolf is somebody else's. */
const MISTYPED_ALIKE = 0.85
/** Words of one sound must also look a little alike: Bauer and Bär sound the same to the Kölner Phonetik. */
const SOUND_ALIKE = 0.78

function similarWords(a: Word, b: Word, from: number): boolean {
  if (a.plain === b.plain) return true
  if (a.sound === b.sound && a.sound.length > 1) return jaroWinkler(a.spoken, b.spoken) >= SOUND_ALIKE
  return atMost(a, b) >= from && jaroWinkler(a.plain, b.plain) >= from
}

/** An upper bound of `jaroWinkler` from the letters that only one of the words has: most pairs of names end here. */
function atMost(a: Word, b: Word): number {
  const matches = Math.min(
    a.plain.length - count(a.letters & ~b.letters),
    b.plain.length - count(b.letters & ~a.letters),
  )
  const jaro = (matches / a.plain.length + matches / b.plain.length + 1) / 3
  return jaro + 0.4 * (1 - jaro)
}

function count(bits: number): number {
  let ones = 0
  for (let rest = bits; rest !== 0; rest &= rest - 1) ones++
  return ones
}

function isMistyped(a: Word, b: Word): boolean {
  return a.known !== b.known
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
