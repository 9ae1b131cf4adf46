import type { Letter } from '../../letter.ts'
import { A4, mm } from '#platform/pdf/paper.ts'
import { baseline, widthOf, wrap, write, writeLines } from '#platform/pdf/type.ts'
import type { Style } from '#platform/pdf/type.ts'
import * as look from './look.ts'
import { INFO_LEFT, INFO_RIGHT, LEFT, RIGHT, WIDTH } from './look.ts'
import type { Logo } from './logo.ts'
import type { Words } from './words.ts'

/** What the parts of a page are drawn with. */
export interface Sheet {
  doc: PDFKit.PDFDocument
  letter: Letter
  words: Words
}

/** The firm as it signs: its name, or else what stands first in its own address. */
export const firmOf = ({ firm, foot, returnAddress }: Letter): string =>
  firm || foot[0]?.[0] || (returnAddress.split(/ [·•|–] |, /)[0] ?? '')

/** Opens a page. A draft bears its word across it, below everything else. */
export function addPage({ doc, letter, words }: Sheet): void {
  doc.addPage()
  if (!letter.draft) return
  const middle = { x: A4.width / 2, y: A4.height / 2 }
  const style = { ...look.title, size: 128, colour: look.MARK }
  doc.save().rotate(-54, { origin: [middle.x, middle.y] })
  write(doc, words.draft, style, { x: middle.x, y: middle.y + 46, width: 0, align: 'center' })
  doc.restore()
}

/** The first page above its text: firm, addresses, facts. Answers where the text may begin. */
export function drawFirstHead(sheet: Sheet, logo: Logo | undefined): number {
  const { doc, letter } = sheet
  if (logo) {
    const scale = Math.min(mm(65) / logo.width, mm(25) / logo.height)
    const width = logo.width * scale
    doc.image(logo.png, RIGHT - width, mm(12), { width })
  } else {
    const lines = wrap(doc, firmOf(letter), look.firmName, WIDTH).slice(0, 2)
    writeLines(doc, lines, look.firmName, { x: LEFT, top: mm(16) })
  }
  drawAddress(sheet)
  const bottom = drawFacts(sheet)
  return Math.max(mm(98.5), bottom + mm(6))
}

/**
 * DIN 5008, form B: 85 mm × 45 mm, 45 mm below the edge. Six lines of address end the field; what is more goes up into
 * the lines for remarks, the own address stands right above.
 */
function drawAddress({ doc, letter }: Sheet): void {
  const room = mm(80)
  const lines = letter.recipient.flatMap((line) => wrap(doc, line, look.address, room))
  const leading = Math.min(mm(4.23), mm(40) / Math.max(lines.length, 1))
  const top = Math.max(mm(62.7) - Math.max(0, lines.length - 6) * leading, mm(50))
  const [own = ''] = wrap(doc, letter.returnAddress, look.returnLine, room)
  write(doc, own, look.returnLine, { x: LEFT, y: top - mm(2.1) })
  rule(doc, top - mm(1.1), { from: LEFT, to: LEFT + room, width: 0.4 })
  const size = Math.min(look.address.size, leading * 0.84)
  writeLines(doc, lines, { ...look.address, leading, size }, { x: LEFT, top: top + mm(0.4) })
}

/** The block at the right of the address, from 125 mm; labels stand in a column as wide as the longest. */
function drawFacts({ doc, letter }: Sheet): number {
  const widest = Math.max(0, ...letter.facts.map(({ label }) => widthOf(doc, label, look.factLabel)))
  const column = Math.min(widest, mm(30))
  const x = INFO_LEFT + column + mm(2.5)
  let top = mm(50)
  for (const { label, value } of letter.facts) {
    const labels = wrap(doc, label, look.factLabel, column + 0.1)
    const style = narrowed(doc, value, look.factValue, INFO_RIGHT - x)
    const values = wrap(doc, value, style, INFO_RIGHT - x)
    const end = writeLines(doc, labels, look.factLabel, { x: INFO_LEFT, top })
    top = Math.max(end, writeLines(doc, values, style, { x, top }))
  }
  return top
}

/** A little smaller where that keeps a long word, such as a mail address, in one line. */
function narrowed(doc: PDFKit.PDFDocument, text: string, style: Style, width: number): Style {
  const longest = Math.max(...text.split(/\s+/).map((word) => widthOf(doc, word, style)))
  return { ...style, size: Math.max(7, Math.min(style.size, style.size * (width / (longest + 0.1)))) }
}

/** Marks for folding at 105 mm and 210 mm and for the hole punch in the middle. */
export function drawMarks(doc: PDFKit.PDFDocument, lowerToo: boolean): void {
  rule(doc, mm(105), { from: mm(4), to: mm(8), width: 0.5 })
  rule(doc, mm(148.5), { from: mm(4), to: mm(10), width: 0.5 })
  if (lowerToo) rule(doc, mm(210), { from: mm(4), to: mm(8), width: 0.5 })
}

/** A page that follows says whose it is. Answers where its text may begin. */
export function drawNextHead({ doc, letter }: Sheet): number {
  const y = mm(16)
  const [firm = ''] = wrap(doc, firmOf(letter), look.pageNumber, WIDTH / 2 - mm(4))
  const [title = ''] = wrap(doc, letter.title, look.pageNumber, WIDTH / 2)
  write(doc, firm, look.pageNumber, { x: LEFT, y })
  write(doc, title, look.pageNumber, { x: LEFT, y, width: WIDTH, align: 'right' })
  rule(doc, y + mm(2.2))
  return mm(26)
}

/** Columns as wide as their words and as far apart as the text allows; of one width where they do not fit so. */
function footColumns({ doc, letter: { foot } }: Sheet): { x: number; lines: string[] }[] {
  const gap = mm(5)
  const widths = foot.map((lines) => Math.max(0, ...lines.map((line) => widthOf(doc, line, look.foot))) + 0.1)
  const free = WIDTH - widths.reduce((all, width) => all + width, 0)
  const between = foot.length > 1 ? free / (foot.length - 1) : 0
  if (between >= gap) {
    const left = (at: number) => widths.slice(0, at).reduce((x, width) => x + width + between, LEFT)
    return foot.map((lines, at) => ({ x: left(at), lines }))
  }
  const width = (WIDTH - gap * (foot.length - 1)) / Math.max(1, foot.length)
  return foot.map((lines, at) => ({
    x: LEFT + at * (width + gap),
    lines: lines.flatMap((line) => wrap(doc, line, look.foot, width)),
  }))
}

/** How much of the first page the foot takes, with the number of the page above it. */
export function footHeight(sheet: Sheet): number {
  const most = Math.max(0, ...footColumns(sheet).map(({ lines }) => lines.length))
  return mm(9) + most * look.foot.leading + (most > 0 ? mm(3) : 0) + mm(8)
}

/** The columns at the end of the first page, above `bottom`. */
export function drawFoot(sheet: Sheet, bottom: number): void {
  const columns = footColumns(sheet)
  const most = Math.max(0, ...columns.map(({ lines }) => lines.length))
  if (most === 0) return
  const top = bottom - mm(9) - most * look.foot.leading
  rule(sheet.doc, top - mm(2))
  for (const { x, lines } of columns) writeLines(sheet.doc, lines, look.foot, { x, top })
}

/** `Seite 1 von 3`, at the right above `bottom`. */
export function drawPageNumber({ doc, words }: Sheet, page: number, pages: number, bottom: number): void {
  const y = baseline(look.pageNumber, bottom - look.pageNumber.leading)
  write(doc, words.page(page, pages), look.pageNumber, { x: LEFT, y, width: WIDTH, align: 'right' })
}

/** A line across the text. */
export function rule(
  doc: PDFKit.PDFDocument,
  y: number,
  { from = LEFT, to = RIGHT, width = 0.5, colour = look.FINE } = {},
): void {
  doc.moveTo(from, y).lineTo(to, y).lineWidth(width).stroke(colour)
}
