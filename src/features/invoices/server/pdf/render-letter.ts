import { openPdf } from '#platform/pdf/open-pdf.ts'
import { A4, mm } from '#platform/pdf/paper.ts'
import { wrap, writeLines } from '#platform/pdf/type.ts'
import type { Style } from '#platform/pdf/type.ts'
import type { Letter } from '../../letter.ts'
import { attachXml, facturXmp } from './factur-x.ts'
import type { LetterXml } from './factur-x.ts'
import { figuresOf } from './figures.ts'
import type { Figures } from './figures.ts'
import { flow } from './flow.ts'
import type { At, Block, Pages } from './flow.ts'
import { carryHeight, drawCarry, drawTableHead, headHeight, lineTable, rowsOf } from './line-table.ts'
import { readLogo } from './logo.ts'
import * as look from './look.ts'
import { LEFT, WIDTH } from './look.ts'
import { addPage, drawFirstHead, drawFoot, drawMarks, drawNextHead, drawPageNumber } from './sheet.ts'
import { firmOf, footHeight, rule } from './sheet.ts'
import type { Sheet } from './sheet.ts'
import { sumsOf } from './sums.ts'
import { SWISS_HEIGHT, drawSwissPart } from './swiss-part.ts'
import { wordsOf } from './words.ts'

/** What a letter becomes a file with. `now` and `id` make the bytes: the same input is the same file. */
export interface Rendering {
  xml?: LetterXml
  logo?: Uint8Array
  now: string
  id: string
}

/** From here to the edge a page that follows bears no text. */
const BOTTOM = A4.height - mm(22)
const NUMBER = mm(12)

/** The letter as PDF/A-3b, with its structured part inside when there is one. */
export async function renderLetter(letter: Letter, { xml, logo, now, id }: Rendering): Promise<Uint8Array> {
  const at = new Date(now)
  const { doc, finish } = openPdf({
    title: letter.title,
    author: firmOf(letter),
    language: letter.language === 'de' ? 'de-DE' : 'en-GB',
    now: at,
    id,
    ...(xml && { xmp: facturXmp(xml) }),
  })
  const sheet: Sheet = { doc, letter, words: wordsOf(letter.language) }
  const figures = figuresOf(letter.language, letter.currency)

  addPage(sheet)
  const top = drawFirstHead(sheet, logo && (await readLogo(logo)))
  const end = flow(...body(sheet, figures, { top, bottom: A4.height - footHeight(sheet), y: top }))
  const swiss = drawPayment(sheet, end)
  closePages(sheet, swiss)
  if (xml) attachXml(doc, xml, at)
  return finish()
}

/** All that flows over the pages, and how pages are opened for it. */
function body(sheet: Sheet, figures: Figures, first: At): [Block[], Pages, At] {
  const { doc, letter, words } = sheet
  const table = lineTable(sheet, figures)
  const rows = rowsOf(table, letter)
  const sums = sumsOf(sheet, figures)
  const blocks: Block[] = [
    ...paragraphs(sheet, letter.title, look.title, 0, true),
    ...paragraphs(sheet, letter.subject, look.subject, 2, true),
    ...paragraphs(sheet, letter.salutation, look.text, 12, true),
    ...paragraphs(sheet, letter.intro, look.text, 7),
    ...(rows.length > 0 ? [tableHead()] : []),
    ...rows,
    ...(sums ? [sums] : []),
    ...letter.notices.flatMap((notice, at) => paragraphs(sheet, notice, look.notice, at === 0 ? 12 : 5)),
    ...paragraphs(sheet, letter.closing, look.text, 14),
  ]
  const pages: Pages = {
    open() {
      addPage(sheet)
      return { top: drawNextHead(sheet), bottom: BOTTOM }
    },
    carryHeight,
    gap: 3,
    carry(kind, sum, top) {
      // A row that goes on has no line below it.
      if (kind === 'subtotal') rule(doc, top, { width: 0.4 })
      drawCarry(table, words[kind], sum, top)
    },
    headHeight,
    head: (top) => drawTableHead(table, top),
  }
  return [blocks, pages, first]

  function tableHead(): Block {
    const draw = (top: number) => drawTableHead(table, top)
    return { before: 16, withNext: true, strips: [{ height: headHeight, draw }] }
  }

  function paragraphs(_: Sheet, text: string, style: Style, before: number, withNext = false): Block[] {
    const lines = wrap(doc, text, style, WIDTH)
    if (lines.length === 0) return []
    const strips = lines.map((line) => ({
      height: style.leading,
      draw: (top: number) => void writeLines(doc, [line], style, { x: LEFT, top }),
    }))
    return [{ before, withNext, strips }]
  }
}

/** Draws the Swiss payment part below the text or on a page of its own; says whether there is one. */
function drawPayment(sheet: Sheet, end: At): boolean {
  const { doc, letter } = sheet
  const { code } = letter
  if (code?.type !== 'swiss' || typeof code.payload === 'string') return false
  const above = doc.bufferedPageRange().count === 1 ? footHeight(sheet) : NUMBER
  if (end.y + above > A4.height - SWISS_HEIGHT) {
    addPage(sheet)
    drawNextHead(sheet)
  }
  drawSwissPart(doc, code.payload, letter.language)
  return true
}

/** What can be written only when all pages are known: their numbers, the foot and the marks of the first. */
function closePages(sheet: Sheet, swiss: boolean): void {
  const { doc } = sheet
  const { count } = doc.bufferedPageRange()
  for (let page = 0; page < count; page++) {
    doc.switchToPage(page)
    const paid = swiss && page === count - 1
    const bottom = A4.height - (paid ? SWISS_HEIGHT : 0)
    if (page === 0) {
      drawMarks(doc, !paid)
      drawFoot(sheet, bottom)
      drawPageNumber(sheet, 1, count, bottom - footHeight(sheet) + mm(5))
    } else drawPageNumber(sheet, page + 1, count, bottom - (paid ? mm(3) : NUMBER))
  }
}
