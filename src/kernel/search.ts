import { fold } from './fold.ts'

/** One word or phrase of a search; `text` is folded, a pattern keeps its `?` and `*`. */
export interface Term {
  /** The known field it is narrowed to; absent: any searched field. */
  field?: string
  kind: 'contains' | 'pattern' | 'phrase' | 'similar'
  text: string
  /** The digits of what can be part of a phone number (at least three); a phone number may match instead. */
  digits?: string
}

/** All terms must match. */
export type Query = readonly Term[]

const MAX_LENGTH = 200
const MAX_TERMS = 10

/**
 * Reads what somebody typed into a search field; never throws. A bare word is contained, `?` and `*` make a
 * pattern for a whole word, `"…"` is a phrase, a trailing `~` finds similar words, `field:` narrows if the
 * field is one of `fields`. Operators with nothing to operate on are left out, an unclosed quote is ignored.
 */
export function parseQuery(q: string, fields: readonly string[] = []): Query {
  const known = new Map(fields.map((field) => [field.toLowerCase(), field]))
  const input = q.slice(0, MAX_LENGTH).replace(QUOTES, '"')
  const terms: Term[] = []
  for (const token of joinPhone(tokens(input, known))) {
    const term = termOf(token)
    if (term) terms.push(term)
    if (terms.length === MAX_TERMS) break
  }
  return terms
}

interface Token {
  field?: string
  quoted: boolean
  text: string
}

const QUOTES = /[„“”«»‟＂]/g
const PREFIX = /^([\p{L}_][\p{L}\p{N}_.-]*):/u
const PHONE_CHARACTERS = /^[\d+()/.\-–\s]+$/

function* tokens(input: string, known: Map<string, string>): Generator<Token> {
  let rest = input.trimStart()
  while (rest) {
    const prefix = PREFIX.exec(rest)
    const field = prefix?.[1] && known.get(prefix[1].toLowerCase())
    if (prefix && field) rest = rest.slice(prefix[0].length)
    const [quoted, text, length] = value(rest)
    yield { ...(field && { field }), quoted, text }
    rest = rest.slice(length).trimStart()
  }
}

/** What stands at the start of `rest`, and how many characters it took. */
function value(rest: string): [quoted: boolean, text: string, length: number] {
  if (rest.startsWith('"')) {
    const end = rest.indexOf('"', 1)
    if (end > 0) return [true, rest.slice(1, end), end + 1]
    const open = /^"\S*/.exec(rest)?.[0] ?? '"'
    return [false, open.slice(1), open.length]
  }
  const word = /^\S*/.exec(rest)?.[0] ?? ''
  return [false, word, word.length]
}

/** `+49 (0) 221 / 1234` is one number: phone words after a `+` or `00` go together. */
function joinPhone(all: Iterable<Token>): Token[] {
  const joined: Token[] = []
  for (const token of all) {
    const before = joined.at(-1)
    const continues = !token.quoted && !token.field && PHONE_CHARACTERS.test(token.text)
    if (continues && before && !before.quoted && /^\(?(\+|00)/.test(before.text) && isPhone(before.text)) {
      before.text += ` ${token.text}`
    } else joined.push(token)
  }
  return joined
}

function termOf({ field, quoted, text }: Token): Term | null {
  const narrowed = field === undefined ? {} : { field }
  if (quoted) return phraseOf(narrowed, text)
  const similar = /~+$/.test(text)
  const word = fold(similar ? text.replace(/~+$/, '') : text)
  if (!/[^?*]/.test(word)) return null
  if (/[?*]/.test(word)) return { ...narrowed, kind: 'pattern', text: word.replace(/\*+/g, '*') }
  if (similar) return { ...narrowed, kind: 'similar', text: word }
  return { ...narrowed, kind: 'contains', text: word, ...digitsOf(word) }
}

/** A quoted bare number means exactly that number; with `+`, `/` or spaces in it, it is a phone number. */
function phraseOf(narrowed: { field?: string }, quoted: string): Term | null {
  const text = fold(quoted)
  if (!text) return null
  return { ...narrowed, kind: 'phrase', text, ...(/^\d+$/.test(text) ? {} : digitsOf(text)) }
}

function digitsOf(text: string): { digits?: string } {
  if (!isPhone(text)) return {}
  const digits = text
    .replace(/(?<=\d.*)\(0\)/, '')
    .replace(/^\(?00(?=.{6})/, '')
    .replace(/\D/g, '')
  return digits.length >= 3 ? { digits } : {}
}

function isPhone(text: string): boolean {
  return PHONE_CHARACTERS.test(text) && /\d/.test(text)
}
