import { matchFacts, type Subject } from '#features/contacts/match-facts.ts'
import { tellingLocal } from '#features/contacts/match-keys.ts'
import { emailDomain, isShared } from '#kernel/email.ts'
import { firmWordWeight } from '#kernel/firm-name.ts'
import { fullNames, usualGender } from '#kernel/first-names.ts'
import { nameSound, spokenName } from '#kernel/plain-name.ts'
import { registeredDomain } from '#kernel/domain.ts'
import { surnameBits } from '#kernel/surnames.ts'

/** A contact prepared once for many comparisons: everything is a string or a list of strings, nothing is left to parse. */
export interface Profile {
  company: boolean
  last: Word
  lastWhole: string
  lastParts: Word[]
  lastBits: number
  first: Word
  firstParts: Word[]
  initials: string
  gender: 'f' | 'm' | null
  birthday: string
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
  firm: Firm
  vatId: string
}

export interface Word {
  plain: string
  sound: string
  spoken: string
  full: readonly string[]
}

export interface Firm {
  key: string
  form: string
  words: string[]
  weights: number[]
}

/** Prepares a contact; phone numbers are read as they are dialled in `country`. */
export function profileOf(subject: Subject, country: string): Profile {
  const facts = matchFacts(subject, country)
  const { last, first, emails, lines, firm } = facts
  const personal = emails.filter((email) => !isShared(email))
  const stationary = lines.filter((line) => !line.mobile)
  const firstWords = first.parts.map(wordOf)
  return {
    company: subject.kind === 'company',
    last: wordOf(last.core),
    lastWhole: last.whole,
    lastParts: last.parts.map(wordOf),
    lastBits: surnameBits(last.core),
    first: wordOf(first.whole),
    firstParts: firstWords,
    initials: first.initials,
    gender: genderOf(subject, firstWords),
    birthday: subject.birthday ?? '',
    emails,
    shared: emails.filter(isShared),
    personalDomains: personal.map((email) => registeredDomain(emailDomain(email) ?? '')),
    locals: emails.map((email) => tellingLocal(email, facts)).filter(Boolean),
    domains: facts.domains,
    mobiles: lines.filter((line) => line.mobile).map((line) => line.number),
    landlines: stationary.map((line) => line.number),
    trunks: stationary.map((line) => line.trunk ?? '').filter(Boolean),
    places: facts.places,
    postalCodes: facts.postalCodes,
    companyId: subject.companyId ?? '',
    firm: { key: firm.key, form: firm.form, words: firm.words, weights: firm.words.map(firmWordWeight) },
    vatId: facts.vatId,
  }
}

function wordOf(plain: string): Word {
  return { plain, sound: nameSound(plain), spoken: spokenName(plain), full: fullNames(plain) }
}

function genderOf({ salutation }: Subject, first: Word[]): 'f' | 'm' | null {
  if (salutation === 'ms') return 'f'
  if (salutation === 'mr') return 'm'
  return usualGender(first[0]?.plain ?? '')
}
