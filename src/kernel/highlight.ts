import { DIGRAPH, flatten, plainVowels, spellings, writeOut } from './fold.ts'
import { fits, resembles } from './search-match.ts'
import type { Query, Term } from './search.ts'

export interface Segment {
  text: string
  hit: boolean
}

/**
 * Cuts a text as it is shown into pieces, those that a search found marked; together they are the text again.
 * Terms narrowed to a field count only if the text is that field's.
 */
export function highlight(text: string, query: Query, field?: string): Segment[] {
  if (!query.some((term) => mayHit(term, text, field))) return text === '' ? [] : [{ text, hit: false }]
  const marked = new Uint8Array(text.length)
  const traces = [trace(text, flatten), trace(text, (letter) => flatten(writeOut(letter)))]
  traces.push(withoutDigraphs(traces[0] ?? trace('', flatten)))
  for (const term of query) {
    if (term.field !== undefined && term.field !== field) continue
    for (const folded of traces) {
      for (const [from, to] of hits(term, folded.text)) mark(marked, folded, from, to)
    }
    if (term.digits !== undefined) markDigits(marked, text, term.digits)
  }
  return segments(text, marked)
}

/** Whether to look more closely: most texts on a screen hold nothing of what is searched for. */
function mayHit(term: Term, text: string, field: string | undefined): boolean {
  if (term.field !== undefined && term.field !== field) return false
  if (term.digits !== undefined || (term.kind !== 'contains' && term.kind !== 'phrase')) return true
  const folded = flatten(text).replace(/[\s\p{Cc}]/gu, ' ')
  const forms = [folded, flatten(writeOut(text)).replace(/[\s\p{Cc}]/gu, ' '), plainVowels(folded)]
  return spellings(term.text).some((part) => forms.some((form) => form.includes(part)))
}

/** A folded text that knows for each of its characters which part of the original it came from. */
interface Trace {
  text: string
  start: number[]
  end: number[]
}

function trace(original: string, flat: (letter: string) => string): Trace {
  const made: Trace = { text: '', start: [], end: [] }
  for (const found of original.matchAll(/\P{M}\p{M}*|\p{M}+/gsu)) {
    const folded = flat(found[0]).replace(/[\s\p{Cc}]/gu, ' ')
    for (let at = 0; at < folded.length; at++) {
      made.start.push(found.index)
      made.end.push(found.index + found[0].length)
    }
    made.text += folded
  }
  return made
}

function withoutDigraphs(folded: Trace): Trace {
  const seconds = new Set([...folded.text.matchAll(DIGRAPH)].map((pair) => pair.index + 1))
  const kept = [...folded.start.keys()].filter((at) => !seconds.has(at))
  return {
    text: kept.map((at) => folded.text.charAt(at)).join(''),
    start: kept.map((at) => folded.start[at] ?? 0),
    end: kept.map((at) => folded.end[seconds.has(at + 1) ? at + 1 : at] ?? 0),
  }
}

function hits(term: Term, folded: string): [from: number, to: number][] {
  const texts = spellings(term.text)
  switch (term.kind) {
    case 'contains':
      return texts.flatMap((text) => occurrences(folded, text))
    case 'phrase':
      return texts
        .flatMap((text) => occurrences(folded, text))
        .filter(([from, to]) => isWhole(folded, from, to))
    case 'pattern':
      return words(folded).filter(([from, to]) => texts.some((text) => fits(folded.slice(from, to), text)))
    case 'similar':
      break
  }
  return words(folded).filter(([from, to]) => resembles(folded.slice(from, to), term.text))
}

function occurrences(text: string, part: string): [number, number][] {
  const found: [number, number][] = []
  let at = text.indexOf(part)
  while (at >= 0) {
    found.push([at, at + part.length])
    at = text.indexOf(part, at + part.length)
  }
  return found
}

function isWhole(text: string, from: number, to: number): boolean {
  return !/[\p{L}\p{N}\p{M}]$/u.test(text.slice(0, from)) && !/^[\p{L}\p{N}\p{M}]/u.test(text.slice(to))
}

/** Words between spaces, and those between punctuation. */
function words(text: string): [number, number][] {
  return [/\S+/g, /[\p{L}\p{N}\p{M}]+/gu].flatMap((word) =>
    [...text.matchAll(word)].map((found): [number, number] => [found.index, found.index + found[0].length]),
  )
}

/** In a text that is a phone number: its digits, whatever stands between them. */
function markDigits(marked: Uint8Array, text: string, digits: string): void {
  if (!/^[\d\s+()/.\-–]+$/.test(text)) return
  const places = [...text.matchAll(/\d/g)].map((found) => found.index)
  const bare = places.map((at) => text.charAt(at)).join('')
  const wanted = [digits, digits.replace(/^0/, '')].find((part) => part && bare.includes(part))
  if (wanted === undefined) return
  const from = bare.indexOf(wanted)
  marked.fill(1, places[from], (places[from + wanted.length - 1] ?? 0) + 1)
}

function mark(marked: Uint8Array, folded: Trace, from: number, to: number): void {
  marked.fill(1, folded.start[from], folded.end[to - 1])
}

function segments(text: string, marked: Uint8Array): Segment[] {
  const cut: Segment[] = []
  for (let at = 0; at < text.length; at++) {
    const hit = marked[at] === 1
    const last = cut.at(-1)
    if (last?.hit === hit) last.text += text.charAt(at)
    else cut.push({ text: text.charAt(at), hit })
  }
  return cut
}
