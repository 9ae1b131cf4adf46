/**
 * Lower case, umlauts and accents off (ä → a), ß → ss, whitespace and control characters to single spaces,
 * invisible characters (soft hyphen, direction marks) gone. What was not a letter, mark or space is kept.
 */
export function fold(text: string): string {
  return flatten(text).replace(GAPS, ' ').trim()
}

/**
 * The text that is stored to be searched. For each part: its folded form, where different the form with
 * ä → ae and the form with ae → a, and each of these once more with punctuation as spaces. A line is words
 * between single spaces with a space at both ends, so ` word ` is a whole word; lines are joined by `\n`.
 */
export function searchLines(parts: readonly (string | null | undefined)[]): string {
  const lines = new Set<string>()
  for (const part of parts) {
    if (!part) continue
    for (const form of new Set(forms(part))) {
      addLine(lines, form)
      addLine(lines, form.replace(NOT_WORD, ' ').trim())
    }
  }
  return [...lines].join('\n')
}

/** The spellings under which a folded query word is looked up: itself, and ae/oe/ue as a plain vowel. */
export function spellings(folded: string): string[] {
  const plain = plainVowels(folded)
  return plain === folded ? [folded] : [folded, plain]
}

/** The folded form with ä ö ü ø written out: `Müller` → `mueller`. */
function foldWritten(text: string): string {
  return fold(writeOut(text))
}

/** ä ö ü ø as ae oe ue oe, in any case, composed or not. */
export function writeOut(text: string): string {
  if (PLAIN.test(text)) return text
  return text.normalize('NFC').replace(/[äöüø]/gi, (letter) => WRITTEN_OUT[letter.toLowerCase()] ?? letter)
}

/**
 * ae, oe, ue of a folded text as the plain vowel, where they can be an umlaut: never in Bauer, neue, Quelle,
 * Michael, Manuel, Joel, Noel.
 */
export function plainVowels(folded: string): string {
  return folded.replace(DIGRAPH, (pair) => pair.charAt(0))
}

export const DIGRAPH = /(?<![aeoq])ue(?!l\b)|ae(?!l\b)|(?<!\b[jn])oe|oe(?!l\b)/g

/**
 * A key to sort names by, byte by byte (`COLLATE "C"`), close to DIN 5007-1: folded, punctuation dropped,
 * hyphens as spaces, numbers of up to eight digits by their value, at most 80 characters.
 */
export function sortKey(text: string): string {
  const folded = fold(text)
  const words = fold(folded.replace(/[\p{Pd}/]/gu, ' ').replace(/[^\p{L}\p{N}\p{M} ]/gu, ''))
  const padded = (words || folded).replace(/\d+/g, (digits) =>
    digits.replace(/^0+(?=\d)/, '').padStart(8, '0'),
  )
  return padded
    .slice(0, 80)
    .replace(/[\uD800-\uDBFF]$/, '')
    .trimEnd()
}

/** Folds letter by letter and leaves the spaces as they are; `highlight` needs it to keep its place. */
export function flatten(text: string): string {
  if (PLAIN.test(text)) return text.toLowerCase()
  return text
    .toWellFormed()
    .normalize('NFD')
    .toLowerCase()
    .replace(ACCENTS, '')
    .replace(INVISIBLE, '')
    .replace(SPECIAL, (letter) => SPECIAL_LETTERS[letter] ?? letter)
    .normalize('NFC')
}

/** ASCII has neither accents nor invisible characters, and most texts are nothing else. */
const PLAIN = /^[\0-\x7f]*$/

/** A character that glues words together without being part of one. */
const NOT_WORD = /[^\p{L}\p{N}\p{M}]+/gu

const GAPS = /[\s\p{Cc}]+/gu
const INVISIBLE = /\p{Cf}/gu
const ACCENTS = /[\u0300-\u036F]/g
const SPECIAL_LETTERS: Record<string, string> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ħ: 'h',
  ł: 'l',
  ŧ: 't',
  þ: 'th',
  ı: 'i',
  ς: 'σ',
}
const SPECIAL = new RegExp(`[${Object.keys(SPECIAL_LETTERS).join('')}]`, 'g')
const WRITTEN_OUT: Record<string, string> = { ä: 'ae', ö: 'oe', ü: 'ue', ø: 'oe' }

function forms(part: string): string[] {
  const folded = fold(part)
  return [folded, foldWritten(part), plainVowels(folded)]
}

function addLine(lines: Set<string>, line: string): void {
  if (line) lines.add(` ${line} `)
}
