import { printable, useFace } from './fonts.ts'
import type { Face } from './fonts.ts'

/** How a text is set. Leading is the distance of two lines. */
export interface Style {
  face: Face
  size: number
  leading: number
  colour: string
}

export interface Place {
  x: number
  /** The baseline. */
  y: number
  /** Of what stands at the right or in the middle. */
  width?: number
  align?: 'left' | 'right' | 'center'
}

/** Writes one line where it is told, however wide it is. */
export function write(doc: PDFKit.PDFDocument, text: string, style: Style, { x, y, ...place }: Place): void {
  if (text === '') return
  useFace(doc, style.face, style.size)
  const shown = printable(text, style.face)
  const room = (place.width ?? 0) - (place.align ? doc.widthOfString(shown) : 0)
  const share = { left: 0, center: 0.5, right: 1 }[place.align ?? 'left']
  const options = { lineBreak: false, baseline: 'alphabetic' } as const
  doc.fillColor(style.colour).text(shown, x + room * share, y, options)
}

/** Writes lines below each other, each in the middle of its leading; answers where the next one would begin. */
export function writeLines(
  doc: PDFKit.PDFDocument,
  lines: readonly string[],
  style: Style,
  { top, ...place }: Omit<Place, 'y'> & { top: number },
): number {
  for (const [at, line] of lines.entries()) {
    write(doc, line, style, { ...place, y: baseline(style, top + at * style.leading) })
  }
  return top + lines.length * style.leading
}

/** Where the letters of a line stand whose room begins at `top`. Capitals are about 0.72 of the size high. */
export const baseline = ({ size, leading }: Style, top: number): number => top + leading / 2 + size * 0.36

export function widthOf(doc: PDFKit.PDFDocument, text: string, style: Style): number {
  useFace(doc, style.face, style.size)
  return doc.widthOfString(printable(text, style.face))
}

/** The text in lines that are no wider than told; empty lines stay, words that are too long are cut. */
export function wrap(doc: PDFKit.PDFDocument, text: string, style: Style, width: number): string[] {
  useFace(doc, style.face, style.size)
  const measure = (part: string) => doc.widthOfString(part)
  const trimmed = printable(text, style.face).trimEnd()
  return trimmed === '' ? [] : trimmed.split('\n').flatMap((paragraph) => broken(paragraph, measure, width))
}

function broken(paragraph: string, measure: (part: string) => number, width: number): string[] {
  const lines: string[] = []
  let line = ''
  let used = 0
  for (const piece of paragraph.match(PIECES) ?? []) {
    const bare = measure(piece.trimEnd())
    if (line !== '' && used + bare > width) {
      lines.push(line.trimEnd())
      line = ''
      used = 0
    }
    if (bare <= width) {
      line += piece
      used += measure(piece)
      continue
    }
    const parts = cut(piece, measure, width)
    line = parts.pop() ?? ''
    used = measure(line)
    lines.push(...parts)
  }
  return [...lines, line.trimEnd()]
}

/** Words with the space behind them; a line may also end after a hyphen inside of a word, but not of an address. */
const PIECES = /[^ ]*[@:][^ ]* *|[^ ]*?(?:[\p{L}\d][-/–](?=\p{L})| +|$)/gu

/** A word wider than the line, in parts that fit. */
function cut(word: string, measure: (part: string) => number, width: number): string[] {
  const parts: string[] = []
  let part = ''
  let used = 0
  for (const sign of word) {
    const more = measure(sign)
    if (part !== '' && used + more > width) {
      parts.push(part)
      part = ''
      used = 0
    }
    part += sign
    used += more
  }
  return [...parts, part]
}
