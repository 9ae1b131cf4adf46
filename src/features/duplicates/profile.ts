import { domainOf, matchFacts, type MatchFacts, type Subject } from '#features/contacts/match-facts.ts'
import { isShared } from '#kernel/email.ts'
import { firmWordWeight } from '#kernel/firm-name.ts'
import { fullNames, isFirstName, usualGender } from '#kernel/first-names.ts'
import { nameSound, spokenName } from '#kernel/plain-name.ts'
import { remembered } from '#kernel/remembered.ts'
import { surnameBits } from '#kernel/surnames.ts'

/** What a person is called, prepared once for many comparisons. */
export interface Called {
  last: Word
  lastWhole: string
  lastParts: Word[]
  first: Word
  firstParts: Word[]
  initials: string
  gender: 'f' | 'm' | null
  birthday: string
}

/** A contact prepared once for many comparisons: everything is a string or a list of strings, nothing is left to parse. */
export interface Profile extends Called {
  company: boolean
  lastBits: number
  /** Personal ones first. */
  emails: string[]
  /** Those of `emails` that belong to a post, not to a person. */
  shared: string[]
  /** Domains on which there is a personal address. */
  personalDomains: string[]
  locals: string[]
  domains: string[]
  mobiles: string[]
  landlines: string[]
  trunks: string[]
  places: string[]
  postalCodes: string[]
  companyId: string
  /** Whether anything is known beside the name. */
  bare: boolean
  firm: Firm
  vatId: string
}

export interface Word {
  plain: string
  sound: string
  spoken: string
  full: readonly string[]
  /** A bit for each letter in it. */
  letters: number
  /** Whether it is a common first name. */
  known: boolean
  /** Who is usually called so. */
  gender: 'f' | 'm' | null
}

export interface Firm {
  key: string
  form: string
  words: readonly string[]
  weights: number[]
}

/** Prepares a contact; phone numbers are read as they are dialled in `country`. */
export function profileOf(
  subject: Subject,
  country: string,
  facts: MatchFacts = matchFacts(subject, country),
): Profile {
  const { last, emails, lines, firm } = facts
  const shared = emails.filter(isShared)
  const personal = shared.length === 0 ? emails : emails.filter((email) => !shared.includes(email))
  const stationary = lines.filter((line) => !line.mobile)
  return {
    ...calledOf(subject, facts),
    company: subject.kind === 'company',
    lastBits: surnameBits(last.core),
    emails: [...personal, ...shared],
    shared,
    personalDomains: personal.map(domainOf),
    locals: facts.locals,
    domains: facts.domains,
    mobiles: lines.filter((line) => line.mobile).map((line) => line.number),
    landlines: stationary.map((line) => line.number),
    trunks: stationary.map((line) => line.trunk ?? '').filter(Boolean),
    places: facts.places,
    postalCodes: facts.postalCodes,
    companyId: subject.companyId ?? '',
    bare: isBare(subject, facts),
    firm: { key: firm.key, form: firm.form, words: firm.words, weights: firm.words.map(firmWordWeight) },
    vatId: facts.vatId,
  }
}

/** Prepares what a person is called. */
export function calledOf(
  { salutation, birthday }: Pick<Subject, 'salutation' | 'birthday'>,
  { last, first }: Pick<MatchFacts, 'last' | 'first'>,
): Called {
  const firstParts = first.parts.map(wordOf)
  return {
    last: wordOf(last.core),
    lastWhole: last.whole,
    lastParts: last.parts.map(wordOf),
    first: wordOf(first.whole),
    firstParts,
    initials: first.initials,
    gender: genderOf(salutation, firstParts),
    birthday: birthday ?? '',
  }
}

function isBare(
  { birthday, companyId }: Subject,
  { emails, lines, places, postalCodes, firm }: MatchFacts,
): boolean {
  const lists = [emails, lines, places, postalCodes]
  return !birthday && !companyId && firm.key === '' && lists.every((list) => list.length === 0)
}

const wordOf = remembered((plain): Word => {
  const [full, known] = [fullNames(plain), isFirstName(plain)]
  const [sound, spoken, letters] = [nameSound(plain), spokenName(plain), lettersOf(plain)]
  return { plain, sound, spoken, full, letters, known, gender: usualGender(plain) }
})

/** Letters that share a bit only make the words look more alike than they are. */
function lettersOf(plain: string): number {
  let bits = 0
  for (let at = 0; at < plain.length; at++) bits |= 1 << plain.charCodeAt(at)
  return bits
}

function genderOf(salutation: Subject['salutation'], [first]: Word[]): 'f' | 'm' | null {
  if (salutation === 'ms') return 'f'
  if (salutation === 'mr') return 'm'
  return first?.gender ?? null
}
