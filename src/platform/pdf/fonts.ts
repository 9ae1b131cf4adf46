import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

const files = {
  regular: '@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf',
  strong: '@expo-google-fonts/inter/600SemiBold/Inter_600SemiBold.ttf',
  // Liberation Sans 2 is Arimo under another name, and one of the four fonts a Swiss payment part may use.
  'Liberation Sans': '@expo-google-fonts/arimo/400Regular/Arimo_400Regular.ttf',
  'Liberation Sans-Bold': '@expo-google-fonts/arimo/700Bold/Arimo_700Bold.ttf',
}
export type Face = keyof typeof files

/** What fontkit knows of an opened font, as far as we ask it. */
interface OpenFont {
  characterSet: number[]
  glyphForCodePoint(codePoint: number): unknown
  hasGlyphForCodePoint(codePoint: number): boolean
  layout(text: string, features?: string[]): Run
}
/** Glyphs and their places. `pdfkit` scales the places it is given, and asks for the width afterwards. */
interface Run {
  glyphs: unknown[]
  positions: Place[]
  advanceWidth: number
}
interface Place {
  xAdvance: number
}

const { resolve } = createRequire(import.meta.url)
const opened = new Map<Face, OpenFont>()

/** Makes a face the current one. Its file is read and its tables are understood once in the life of the process. */
export function useFace(doc: PDFKit.PDFDocument, face: Face, size: number): void {
  const known = opened.get(face)
  doc.registerFont(face, (known ?? readFileSync(resolve(files[face]))) as Buffer)
  doc.font(face, size)
  if (known) return
  const { _font: current } = doc as unknown as { _font: { font: OpenFont } }
  nameGlyphs(current.font)
  rememberWords(current.font)
  opened.set(face, current.font)
}

/**
 * A glyph is for good the letter it was first asked for as. That must not be none, because it was met as a part of another
 * (u in ü), nor depend on what was written before: the PDF says by it which text stands there.
 */
function nameGlyphs(font: OpenFont): void {
  const points = font.characterSet.filter((point) => !PRIVATE.test(String.fromCodePoint(point)))
  for (const point of points.toSorted((a, b) => a - b)) font.glyphForCodePoint(point)
}

/** Where a font keeps other forms of letters, such as figures of one width: those are the letters they stand for. */
const PRIVATE = /\p{Co}/u

/** Digits without letters or hyphens, perhaps behind a currency. */
const NUMBER = /^(?:[A-Z]{3}\u00a0)?[^\p{L}-]*\d[^\p{L}-]*$/u
/** So many words are remembered with a face, a few megabytes. */
const WORDS = 4000

/**
 * Setting a word by the tables of a font costs more than all else on a page, and letters say the same words again and
 * again. Numbers and dates get figures of one width, so that amounts stand below each other.
 */
function rememberWords(font: OpenFont): void {
  const set = font.layout.bind(font)
  const words = new Map<string, Run>()
  font.layout = (text) => {
    let run = words.get(text)
    if (!run) {
      run = set(text, NUMBER.test(text) ? ['tnum'] : [])
      if (words.size >= WORDS) words.clear()
      words.set(text, run)
    }
    const positions = run.positions.map((place) => ({ ...place }))
    return {
      glyphs: run.glyphs,
      positions,
      get advanceWidth() {
        return positions.reduce((width, place) => width + place.xAdvance, 0)
      },
    }
  }
}

/**
 * The text as the font can show it: composed, without control characters, and a box for each sign the font does not
 * have (PDF/A forbids to show the empty glyph a font keeps for that, ISO 19005-3, 6.2.11.8).
 */
export function printable(text: string, face: Face): string {
  // Most texts are plain; looking at each sign costs more than setting it.
  if (/^[\n\x20-\x7e\xa0-\xac\xae-\xff€–—‘-„…]*$/.test(text)) return text
  const font = opened.get(face)
  const composed = text
    .normalize('NFC')
    .replaceAll('\t', ' ')
    .replaceAll(/\r\n?|[\v\f\x85\u2028\u2029]/g, '\n')
  let shown = ''
  for (const { segment } of graphemes.segment(composed)) shown += inFont(segment, font)
  return shown
}

const graphemes = new Intl.Segmenter('de', { granularity: 'grapheme' })

/** One sign as people see it: a family of seven code points that is missing is one box, not seven. */
function inFont(sign: string, font: OpenFont | undefined): string {
  if (sign === '\n' || sign === '\r\n') return '\n'
  const points = [...sign].filter((point) => !/[\p{Cc}\p{Cf}\p{Cs}\p{Variation_Selector}]/u.test(point))
  const has = (point: string) => font?.hasGlyphForCodePoint(point.codePointAt(0) ?? 0)
  if (points.every(has)) return points.join('')
  return has('□') ? '□' : '?'
}
