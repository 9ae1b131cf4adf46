import { firmWordWeight } from '#kernel/firm-name.ts'
import { fullNames } from '#kernel/first-names.ts'
import { nameSound } from '#kernel/plain-name.ts'
import { remembered } from '#kernel/remembered.ts'
import { matchFacts, type Line, type MatchFacts, type Subject } from './match-facts.ts'

// Two contacts that a rule of features/duplicates could connect share a key; which key serves which rule:
//
//   e:  e-mail address                                   R1
//   o:  mobile number                                    R2, P1, P3
//   p:  any other phone number                           P1
//   g:  first digits of it and sound of the last name    P6: one house, other extensions
//   n:  sounds of first and last name, in either order   P4, P6; P1–P2 too; nicknames by their full name
//   l:  e-mail local part that is not made of the name   P5
//   f:  firm and sound of the last name                  P2, also where the first name is missing
//   i:  firm and the two initials                        P2 with mistyped or shortened names
//   m:  own mail domain and sound of the last name       P2
//   j:  own mail domain and the two initials             P2 with such names, where the firm is not known
//   z:  postal code and sound of the last name           P6
//   b:  birthday                                         P6, also after a marriage
//   w:  own mail domain of a person                      the firm of a person (C.8); never two of a kind
//
// and of companies: e, p, and
//
//   v:  VAT id      d:  own domain      c:  words of the name      k:  how its telling words sound      t:  trunk
//   y:  postal code with what c: and k: have: firms of one name in two places are two, unless something else is shared

/** The keys under which a contact is found; stored with it. Few and selective: a person has about ten. */
export function matchKeys(
  subject: Subject,
  country: string,
  facts: MatchFacts = matchFacts(subject, country),
): string[] {
  const own = subject.kind === 'company' ? companyKeys(facts) : personKeys(facts, subject.birthday)
  const reached = [
    ...facts.emails.map((email) => `e:${email}`),
    ...facts.lines.map((line) => `${line.mobile ? 'o' : 'p'}:${line.number}`),
  ]
  return [...new Set([...reached, ...own])]
}

/** The keys to look up for contacts that may be the same: all but those that only tell who works where. */
export function lookupKeys(subject: Subject, country: string, facts?: MatchFacts): string[] {
  return matchKeys(subject, country, facts).filter((key) => !key.startsWith('w:'))
}

/** The keys under which the firm of a person is found, and the persons (`w:`) whose firm it may be, too. */
export function employerKeys(facts: MatchFacts): string[] {
  return [
    ...facts.domains.flatMap((domain) => [`w:${domain}`, `d:${domain}`]),
    ...firmKeys(facts),
    ...facts.lines.flatMap((line) => (line.mobile ? [] : [`p:${line.number}`, ...trunkKeys(line)])),
  ]
}

function personKeys(facts: MatchFacts, birthday: string | null | undefined): string[] {
  const { last, first, firm, domains, postalCodes, lines } = facts
  const lastSounds = sounds([...last.parts, last.core, last.whole])
  const firstSounds = sounds(first.parts.length > 1 ? [...first.parts, first.whole] : first.parts)
  const initials = pairs([...new Set(last.parts.map(initial))], [...new Set(first.initials)])
  const firms = firm.key === '' ? [] : [firm.key]
  return [
    ...pairs(lastSounds, firstSounds).map((pair) => `n:${pair}`),
    ...facts.locals.map((local) => `l:${local}`),
    ...firms.flatMap((name) => [
      ...lastSounds.map((sound) => `f:${name}|${sound}`),
      ...initials.map((pair) => `i:${name}|${pair}`),
    ]),
    ...domains.flatMap((domain) => [
      ...lastSounds.map((sound) => `m:${domain}|${sound}`),
      ...initials.map((pair) => `j:${domain}|${pair}`),
    ]),
    ...postalCodes.flatMap((code) => lastSounds.map((sound) => `z:${code}|${sound}`)),
    ...houses(lines).flatMap((house) => lastSounds.map((sound) => `g:${house}|${sound}`)),
    ...(birthday ? [`b:${birthday}`] : []),
    ...domains.map((domain) => `w:${domain}`),
  ]
}

function companyKeys(facts: MatchFacts): string[] {
  const names = firmKeys(facts)
  return [
    ...(facts.vatId ? [`v:${facts.vatId}`] : []),
    ...facts.domains.map((domain) => `d:${domain}`),
    ...names,
    ...facts.postalCodes.flatMap((code) => names.map((name) => `y:${code}|${name.slice(2)}`)),
    ...facts.lines.flatMap(trunkKeys),
  ]
}

/** One key for the exact letters, one for the sounds of the telling words, so that neither gaps nor slips part them. */
function firmKeys({ firm }: MatchFacts): string[] {
  if (firm.key === '') return []
  const telling = firm.words.filter((word) => firmWordWeight(word) === 1)
  const heard = [...new Set((telling.length > 0 ? telling : firm.words).map(nameSound))].toSorted()
  return [`c:${firm.words.join('')}`, `k:${heard.join(' ')}`]
}

/** As much of each landline number as no trunk is shorter than: country, area and one or two digits. */
function houses(lines: readonly Line[]): string[] {
  const starts = lines.flatMap(({ number, mobile }) => (mobile ? [] : [number.slice(0, HOUSE)]))
  return [...new Set(starts)]
}

const HOUSE = 8

function trunkKeys({ trunk }: { trunk: string | null }): string[] {
  return trunk === null ? [] : [`t:${trunk}`]
}

/** What the words sound like, a nickname like each of its full names. Last names too: Hans can stand in either field. */
function sounds(words: readonly string[]): string[] {
  if (words.length === 1) return words[0] ? soundsOf(words[0]) : []
  return [...new Set(words.filter(Boolean).flatMap(soundsOf))]
}

const soundsOf = remembered((word): string[] => {
  const names = fullNames(word)
  return [...new Set((names.length > 0 ? names : [word]).map(nameSound))]
})

function pairs(some: readonly string[], others: readonly string[]): string[] {
  return [
    ...new Set(
      some.flatMap((one) => others.map((other) => (one < other ? `${one}+${other}` : `${other}+${one}`))),
    ),
  ]
}

function initial(word: string): string {
  return word.charAt(0)
}
