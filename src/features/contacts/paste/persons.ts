import { isFirstName } from '#kernel/first-names.ts'
import { fold, writeOut } from '#kernel/fold.ts'
import { spelledName } from '#kernel/spelled-name.ts'
import type { Clues, Confidence, Found, PastedField } from './pasted.ts'
import { tidy } from './pieces.ts'
import { FIRM_WORD, LEGAL_FORM, POSITION } from './words.ts'

/** A person as a line names one. */
export interface Named {
  salutation: string
  title: string
  firstName: string
  lastName: string
  /** What stood behind the name: a position, or nothing. */
  behind: string
  confidence: Confidence
}

/** The person a line names, if it can be one: titles, salutation, `Müller, Anna`, `i. A.`, capitals. */
export function readPerson(whole: string, clues: Clues): Named | undefined {
  const line = tidy(whole.replace(LABEL, '').replace(SIGNING, ''))
  const { rest, salutation, title } = withoutTitles(line)
  const [name, behind] = parted(rest)
  if (!name || /[\d@/&+%§:!?]/.test(name) || LEGAL_FORM.test(name)) return undefined
  const parts = splitName(name)
  if (!parts) return undefined
  const { firstName, lastName } = parts
  const isAddressed = salutation !== '' || title !== '' || LABEL.test(whole) || SIGNING.test(whole)
  const isKnown = isFirstName(firstName)
  const hasMailbox = clues.mailboxes.some((mailbox) => namesMailbox(mailbox, firstName, lastName))
  if (!isAddressed && !isKnown && !hasMailbox && (FIRM_WORD.test(name) || POSITION.test(name)))
    return undefined
  if (!firstName && !isAddressed) return undefined
  const confidence =
    hasMailbox || (isKnown && isAddressed) ? 'sure' : isKnown || isAddressed ? 'likely' : 'guess'
  return { salutation, title, firstName, lastName, behind, confidence }
}

/** A name in the fields it is kept in. */
export function fieldsOf({ salutation, title, firstName, lastName, confidence }: Named): Found[] {
  const parts: [PastedField, string][] = [
    ['salutation', salutation],
    ['title', title],
    ['firstName', firstName],
    ['lastName', lastName],
  ]
  return parts.flatMap(([field, value]) => (value ? [{ is: 'field', field, value, confidence }] : []))
}

/** The line says that a person follows: `Ansprechpartnerin: …`. */
export const LABEL =
  /^(?:name|ihr[e]? ansprechpartner(?:in)?|ansprechpartner(?:in)?|kontakt(?:person)?|contact(?: person)?|inhaber(?:in)?|inh\.|z\.\s?hd\.?|zu händen|attn\.?|bearbeiter(?:in)?|sachbearbeiter(?:in)?)\s*:?\s+(?=\p{L})/iu

/** In whose stead a letter is signed. */
const SIGNING = /^(?:i\.\s?a\.|i\.\s?v\.|ppa\.?|gez\.)\s*/i

const SALUTATIONS: [RegExp, string][] = [
  [/^(?:frau|fr\.|mrs\.?|ms\.?|miss|madame|mme)\s+/i, 'ms'],
  [/^(?:herrn?|hr\.|mr\.?|monsieur|m\.)\s+/i, 'mr'],
  [/^familie\s+/i, 'family'],
]

const TITLE =
  /^(?:(?:univ\.?-?|hon\.?-?|apl\.?\s?|ao\.?\s?)?prof(?:\.|essor(?:in)?)?(?=[\s.])|(?:priv\.?-?)?doz\.|pd(?=\s)|d{1,2}r\.(?:\s?-?\s?(?:ing|med|jur|phil|rer|nat|pol|oec|dent|vet|habil|h\.\s?c|mult|techn|mont|theol|sc|agr|e\.\s?h)\.?(?:\s?(?:dent|vet|nat|pol|oec|univ|publ|mult)\.?)?)*|dipl\.?\s?-?\s?(?:ing|kfm|kff|kffr|betriebsw|volksw|inf|phys|chem|biol|psych|päd|wirt|wi|des|math|verw|soz|geogr|geol|jur|oec|kauffrau|kaufmann|betriebswirt(?:in)?|ingenieur(?:in)?|volkswirt(?:in)?)\.?(?:\s?-?\s?(?:ing|inf|wirt|arch)\.?)?(?:\s?\((?:fh|ba|univ|tu)\))?|mag\.?a?(?:\s?\(fh\))?(?=\s)|d\.?i\.?(?:\s?\(fh\))?(?=\s)|ing\.(?=\s)|bsc|msc|lic\.(?:\s?(?:iur|phil|oec)\.?)?|ra(?:in)?(?=\s)|stb(?=\s))\s*/iu

const DEGREE =
  /[\s,]+(?:M\.?\s?B\.?\s?A\.?|EMBA|M\.\s?A\.|MA|B\.\s?A\.|BA|M\.\s?Sc\.?|MSc|B\.\s?Sc\.?|BSc|M\.\s?Eng\.?|B\.\s?Eng\.?|LL\.\s?[MB]\.?|Ph\.?\s?D\.?|PhD|Dipl\.-[\p{L}.-]+(?:\s?\((?:FH|BA)\))?|CFA|PMP)(?=$|[\s,])/u

function withoutTitles(line: string) {
  let rest = line
  let salutation = ''
  const titles: string[] = []
  for (const [pattern, value] of SALUTATIONS)
    if (!salutation && pattern.test(rest)) {
      salutation = value
      rest = rest.replace(pattern, '')
    }
  for (let found = TITLE.exec(rest); found && rest; found = TITLE.exec(rest)) {
    titles.push(found[0].trim())
    rest = rest.slice(found[0].length)
  }
  for (let found = DEGREE.exec(rest); found; found = DEGREE.exec(rest)) {
    titles.push(found[0].replace(/^[\s,]+/, ''))
    rest = rest.slice(0, found.index) + rest.slice(found.index + found[0].length)
  }
  return { rest: tidy(rest), salutation, title: titles.join(' ') }
}

/** `Anna Müller – Vertriebsleiterin`, `Anna Müller, Einkauf`, `Anna Müller (Einkauf)`. */
function parted(text: string): [string, string] {
  const found = /^(?<name>[^,–—(]+?)(?:\s+[–—-]\s+|\s*\(|,\s+)(?<behind>.+?)\)?$/u.exec(text)?.groups
  if (!found) return [text, '']
  const [name = '', behind = ''] = [found['name'], found['behind']]
  const isSwapped = !name.includes(' ') && text.includes(',') && !POSITION.test(behind)
  return isSwapped ? [text, ''] : [tidy(name), tidy(behind)]
}

const PARTICLE = /^(?:von|van|vom|zu|zum|zur|de|del|della|der|den|di|da|dos|la|le|ten|ter|auf|el|al|af|o')$/i
const WORD = /^(?:\p{Lu}[\p{L}'’]*\.?(?:-\p{L}[\p{L}'’]*)*)$/u

function splitName(text: string): { firstName: string; lastName: string } | undefined {
  const [before, after] = text.split(/\s*,\s*/)
  const words = after === undefined ? text.split(' ') : `${after} ${before}`.split(' ')
  if (words.length > 6 || words.some((word) => !WORD.test(word) && !PARTICLE.test(word) && word !== 'und'))
    return undefined
  if (words.length === 1) return { firstName: '', lastName: spelled(words[0] ?? '') }
  const particle = words.findIndex((word, at) => at > 0 && PARTICLE.test(word))
  const isLastFirst = isShouted(words[0] ?? '') && !isShouted(words.at(-1) ?? '') && words.length === 2
  const at =
    after === undefined
      ? particle > 0
        ? particle
        : words.length - 1
      : words.length - (before?.split(' ').length ?? 1)
  const [first, last] = [words.slice(0, at), words.slice(at)]
  const [given, family] = isLastFirst ? [last, first] : [first, last]
  if (family.length === 0 || !family.some((word) => WORD.test(word))) return undefined
  return { firstName: given.map(spelled).join(' '), lastName: family.map(spelled).join(' ') }
}

const spelled = (word: string) => (isShouted(word) ? (spelledName(word) ?? word) : word)
const isShouted = (word: string) => word.length > 2 && word === word.toUpperCase() && /\p{L}{3}/u.test(word)

/** `a.mueller`, `anna.mueller`, `mueller`, `amueller` all name Anna Müller. */
function namesMailbox(mailbox: string, firstName: string, lastName: string): boolean {
  const letters = (text: string) => fold(writeOut(text)).replaceAll(/[^a-z]/g, '')
  const [box, first, last] = [letters(mailbox), letters(firstName), letters(lastName)]
  if (last.length < 3 || !box.includes(last)) return false
  const other = box.replace(last, '')
  return other === '' || first.startsWith(other) || other === first.charAt(0) || first.includes(other)
}
