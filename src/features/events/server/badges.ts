import { openPdf } from '#platform/pdf/open-pdf.ts'
import { A4, mm } from '#platform/pdf/paper.ts'
import { widthOf, wrap, write } from '#platform/pdf/type.ts'
import type { Style } from '#platform/pdf/type.ts'

/** What the badges of an event show; `now` and `id` make the bytes. */
export interface Badges {
  event: string
  people: { name: string; company: string }[]
  language: string
  now: string
  id: string
}

/** The size of a card: 85 mm × 54 mm fit the usual holders, ten to a page. */
const CARD = { width: mm(85), height: mm(54) }
const COLUMNS = 2
const ROWS = 5
const LEFT = (A4.width - COLUMNS * CARD.width) / 2
const TOP = (A4.height - ROWS * CARD.height) / 2
const PADDING = mm(6)

const INK = '#16191b'
const SOFT = '#566167'
const NAME: Style = { face: 'strong', size: 22, leading: 26, colour: INK }
const COMPANY: Style = { face: 'regular', size: 12, leading: 15, colour: SOFT }
const EVENT: Style = { face: 'regular', size: 8, leading: 10, colour: SOFT }

/** A sheet of name badges, ten to a page, with marks to cut along. */
export async function renderBadges({ event, people, language, now, id }: Badges): Promise<Uint8Array> {
  const { doc, finish } = openPdf({ title: event, author: 'Kontor', language, now: new Date(now), id })
  const pages = Math.max(1, Math.ceil(people.length / (COLUMNS * ROWS)))
  for (let page = 0; page < pages; page++) {
    doc.addPage()
    drawCutMarks(doc)
    for (const [at, person] of people.slice(page * COLUMNS * ROWS, (page + 1) * COLUMNS * ROWS).entries()) {
      const x = LEFT + (at % COLUMNS) * CARD.width
      const y = TOP + Math.floor(at / COLUMNS) * CARD.height
      drawBadge(doc, event, person, { x, y })
    }
  }
  return finish()
}

/** The name in the middle, two lines at most; the firm below it; the event at the lower edge. */
function drawBadge(
  doc: PDFKit.PDFDocument,
  event: string,
  person: Badges['people'][number],
  at: Corner,
): void {
  const width = CARD.width - 2 * PADDING
  const x = at.x + PADDING
  const name = fitted(doc, person.name, NAME, { width, lines: 2, least: 11 })
  const company = fitted(doc, person.company, COMPANY, { width, lines: 2, least: 8 })
  const block = name.lines.length * name.style.leading + company.lines.length * company.style.leading
  let top = at.y + (CARD.height - mm(8) - block) / 2
  for (const { lines, style } of [name, company]) {
    for (const line of lines) {
      write(doc, line, style, { x, y: top + style.leading / 2 + style.size * 0.36, width, align: 'center' })
      top += style.leading
    }
    top += mm(1)
  }
  const told = fitted(doc, event, EVENT, { width, lines: 1, least: 6 })
  const y = at.y + CARD.height - mm(5)
  write(doc, told.lines[0] ?? '', told.style, { x, y, width, align: 'center' })
}

interface Corner {
  x: number
  y: number
}

/** The text in so many lines, smaller where it is long; what does not fit even then ends with dots. */
function fitted(
  doc: PDFKit.PDFDocument,
  text: string,
  style: Style,
  { width, lines, least }: { width: number; lines: number; least: number },
) {
  for (let size = style.size; ; size -= 1) {
    const smaller = { ...style, size, leading: style.leading * (size / style.size) }
    const wrapped = wrap(doc, text, smaller, width)
    const whole = text.split(/\s+/).every((word) => widthOf(doc, word, smaller) <= width)
    if (wrapped.length <= lines && whole) return { lines: wrapped, style: smaller }
    if (size > least) continue
    const shown = wrapped.slice(0, lines)
    if (wrapped.length > lines) shown[lines - 1] = `${shown[lines - 1]?.slice(0, -1)}…`
    return { lines: shown, style: smaller }
  }
}

/** Short lines in the margins, where the knife is set; between cards nothing is printed. */
function drawCutMarks(doc: PDFKit.PDFDocument): void {
  const right = LEFT + COLUMNS * CARD.width
  const bottom = TOP + ROWS * CARD.height
  const [gap, length] = [mm(1), mm(4)]
  for (let column = 0; column <= COLUMNS; column++) {
    const x = LEFT + column * CARD.width
    doc.moveTo(x, TOP - gap - length).lineTo(x, TOP - gap)
    doc.moveTo(x, bottom + gap).lineTo(x, bottom + gap + length)
  }
  for (let row = 0; row <= ROWS; row++) {
    const y = TOP + row * CARD.height
    doc.moveTo(LEFT - gap - length, y).lineTo(LEFT - gap, y)
    doc.moveTo(right + gap, y).lineTo(right + gap + length, y)
  }
  doc.lineWidth(0.4).stroke('#8b9499')
}
