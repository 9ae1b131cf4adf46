import { KEY_KIND } from '#features/contacts/hash-keys.ts'
import { matchFacts } from '#features/contacts/match-facts.ts'
import { firmNameOf, firmWordWeight } from '#kernel/firm-name.ts'
import { commonSurnames, surnameBits } from '#kernel/surnames.ts'
import { SAME_FIRM, firmSimilarity } from './company-name.ts'
import { areApart, areNamesakes } from './compare-persons.ts'
import { calledOf, type Called, type Firm } from './profile.ts'
import { bit, scoreOf, type Scale } from './score.ts'

// Most who share a key are two, and little of them tells so: what they are called and which kinds of facts they have.
// Facts of one kind that both have and do not share contradict each other, and what they shared would be a key, too. So
// here is asked what one key can say alone, before a contact is read. See docs/decisions/016.

/** What is known of a contact before it is read; texts are empty where nothing is known. */
export interface Sketch {
  company: boolean
  salutation: string
  birthday: string
  firstName: string
  lastName: string
  companyName: string
  /** Last and first name as lists are sorted by them. */
  sortName: string
}

/** The same, prepared for being compared with many; what is dear to prepare only once it is asked for. */
export interface Outline extends Sketch {
  /** The consonants of the name: all that has to agree where the firm does. */
  consonants: string
  called?: Called
  firm?: Firm
}

export function outlineOf(sketch: Sketch): Outline {
  return { ...sketch, consonants: sketch.sortName.replaceAll(VOWELS, '') }
}

/** Last names that with a first name say too little of a person (rule P4). */
export function commonNames(scale: Scale): ReadonlySet<string> {
  const namesakes = bit('last_same') | bit('first_same')
  return new Set(
    commonSurnames().filter((last) => scoreOf(namesakes, surnameBits(last), scale) < scale.namesakeFrom),
  )
}

/** Whether two who share a key that is no name, and neither address nor mobile number, may be the same one. */
export function mayBeOne(a: Outline, b: Outline): boolean {
  if (a.company || b.company) return a.company === b.company
  return !areApart(calledIn(a), calledIn(b))
}

/** Whether kinds of facts leave it open that two of one name are one: most have a mobile number and are told apart by it. */
export function leaveOpen(kinds: number, others: number): boolean {
  return (kinds & others & (MOBILE | WORK)) === 0
}

/**
 * Whether two persons of one name who share nothing else, and whose kinds of facts leave it open, may be the same one.
 * Any other sign by which they could be is a key, or a firm that is written in another way. So only that counts where
 * both have a firm; where not, the very same name, if it is not too common and nothing contradicts (rule P4).
 */
export function mayBeNamesakes(
  [a, b]: readonly [Outline, Outline],
  [kinds, others]: readonly [number, number],
  common: ReadonlySet<string>,
): boolean {
  if (!eitherWay(a.consonants, b.consonants)) return false
  if (a.companyName !== '' && b.companyName !== '' && firmIn(a).key !== '' && firmIn(b).key !== '')
    return firmSimilarity(firmIn(a), firmIn(b)) >= SAME_FIRM
  if (kinds & others & LINE) return false
  const little = kinds !== NAME && others !== NAME && (a.birthday === '' || b.birthday === '')
  if (little && isCommon(a, common) && isCommon(b, common)) return false
  return areNamesakes(calledIn(a), calledIn(b))
}

/** Firms that share nothing but the name are two where both have a postal code. */
export function mayBeOneFirm(kinds: number, others: number): boolean {
  return (kinds & others & SEAT) === 0
}

function isCommon({ sortName, lastName }: Sketch, common: ReadonlySet<string>): boolean {
  const end = sortName.indexOf(' ')
  const last = end < 0 ? sortName : sortName.slice(0, end)
  return last.length >= lastName.length && common.has(last)
}

/** Whether two names are the same, but for their order and what one of them has more: a particle, a second name. */
function eitherWay(one: string, other: string): boolean {
  if (one === other) return true
  return one.length >= other.length ? (one + one).includes(other) : (other + other).includes(one)
}

function calledIn(outline: Outline): Called {
  const { firstName, lastName, salutation, birthday } = outline
  return (outline.called ??= calledOf(
    { birthday, salutation: salutation === 'ms' || salutation === 'mr' ? salutation : null },
    matchFacts({ kind: 'person', firstName, lastName }, ''),
  ))
}

function firmIn(outline: Outline): Firm {
  if (outline.firm) return outline.firm
  const { key, form, words } = firmNameOf(outline.companyName)
  return (outline.firm = { key, form, words, weights: words.map(firmWordWeight) })
}

/** An e too may be what is left of an umlaut; what parts the words tells nothing. */
const VOWELS = /[aeiouy ]/g
const [MOBILE, WORK, LINE, NAME, SEAT] = [
  1 << KEY_KIND.mobile,
  1 << KEY_KIND.work,
  1 << KEY_KIND.line,
  1 << KEY_KIND.name,
  1 << KEY_KIND.seat,
]
