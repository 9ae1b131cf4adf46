import { mm } from '#platform/pdf/paper.ts'
import { baseline, widthOf, wrap, write, writeLines } from '#platform/pdf/type.ts'
import type { Style } from '#platform/pdf/type.ts'
import type { Letter, LetterLine } from '../../letter.ts'
import type { Figures } from './figures.ts'
import type { Block, Strip } from './flow.ts'
import * as look from './look.ts'
import { LEFT, RIGHT } from './look.ts'
import { rule } from './sheet.ts'
import type { Sheet } from './sheet.ts'

/** Columns of figures between the text and the amount, and how wide they may become. */
const FIGURES = ['quantity', 'unit', 'price', 'discount', 'tax', 'net'] as const
type Figure = (typeof FIGURES)[number]
const MOST: Record<Figure, number> = { quantity: 24, unit: 18, price: 26, discount: 17, tax: 15, net: 32 }
const GAP = mm(3.5)
const PADDING = 3.2

interface Column {
  of: Figure
  x: number
  width: number
}

/** The table of a letter: where its columns stand. Columns nobody uses are left out. */
export interface LineTable {
  sheet: Sheet
  figures: Figures
  position: number
  text: { x: number; width: number }
  columns: Column[]
}

export function lineTable(sheet: Sheet, figures: Figures): LineTable {
  const { doc, words, letter } = sheet
  const heads = { ...words, unit: '' }
  const columns: Column[] = []
  let right = RIGHT
  for (const of of FIGURES.toReversed()) {
    const values = letter.lines.map((line) => figure(line, of, figures)).filter((value) => value !== '')
    if (values.length === 0) continue
    const widths = values.map((value) => widthOf(doc, value, look.figure))
    const widest = Math.max(widthOf(doc, heads[of], look.columnHead), ...widths)
    const width = Math.min(widest + 0.5, mm(MOST[of]))
    columns.unshift({ of, x: right - width, width })
    // A unit belongs to the quantity before it.
    right -= width + (of === 'unit' ? mm(1.2) : GAP)
  }
  const positions = letter.lines.map((line) => widthOf(doc, line.position, look.figure))
  const widest = Math.max(0, ...positions)
  const position = widest === 0 ? 0 : Math.min(Math.max(widest + mm(2.5), mm(9)), mm(18))
  return {
    sheet,
    figures,
    position,
    text: { x: LEFT + position, width: right - LEFT - position },
    columns,
  }
}

export const headHeight = look.columnHead.leading + 6

/** The names of the columns, above a line. */
export function drawTableHead(
  { sheet: { doc, letter, words }, columns, position, text }: LineTable,
  top: number,
): void {
  const y = baseline(look.columnHead, top)
  if (position > 0) write(doc, words.position, look.columnHead, { x: LEFT, y })
  write(doc, letter.kind === 'reminder' ? words.claim : words.text, look.columnHead, { x: text.x, y })
  for (const { of, x, width } of columns) {
    if (of !== 'unit') write(doc, words[of], look.columnHead, { x, y, width, align: 'right' })
  }
  rule(doc, top + look.columnHead.leading + 4, { width: 0.8, colour: look.INK })
}

export const carryHeight = look.carried.leading + 2 * PADDING

/** The sum so far, below a line at the end of a page and at the beginning of the next. */
export function drawCarry(
  { sheet: { doc }, figures, text }: LineTable,
  label: string,
  sum: string,
  top: number,
) {
  const y = baseline(look.carried, top + PADDING)
  write(doc, label, look.carried, { x: text.x, y })
  write(doc, figures.amount(sum), look.carried, { x: LEFT, y, width: RIGHT - LEFT, align: 'right' })
  rule(doc, top + carryHeight, { width: 0.4 })
}

/** A row for each line of the letter. */
export function rowsOf(table: LineTable, { lines }: Letter): Block[] {
  return lines.map((line, at): Block => {
    const last = at === lines.length - 1
    const counts = line.kind === 'item' && !line.optional && /^-?\d+(\.\d+)?$/.test(line.net)
    return {
      row: true,
      before: 0,
      strips: stripsOf(table, line, last),
      // The sums do not stand alone on a page.
      withNext: line.kind === 'heading' || last,
      ...(counts && { net: line.net }),
    }
  })
}

/** The lines of a row: figures stand in the first one; space and the fine line below belong to the last. */
function stripsOf(table: LineTable, line: LetterLine, last: boolean): Strip[] {
  const cells = line.kind === 'item' ? itemCells(table, line) : wordCells(table, line)
  const count = Math.max(1, ...cells.map(({ lines }) => lines.length))
  return Array.from({ length: count }, (_, n): Strip => {
    const inner = Math.max(...cells.map(({ style }) => style[Math.min(n, style.length - 1)]?.leading ?? 0))
    const lead = n === 0 ? PADDING : 0
    const tail = n === count - 1 ? PADDING : 0
    return {
      height: lead + inner + tail,
      draw(top) {
        const { doc } = table.sheet
        for (const { lines, style, ...place } of cells) {
          const [value, how] = [lines[n], style[Math.min(n, style.length - 1)]]
          if (value && how) writeLines(doc, [value], how, { ...place, top: top + lead })
        }
        if (tail && !last) rule(doc, top + lead + inner + tail, { width: 0.4 })
      },
    }
  })
}

/** A cell in lines; the style of a line is the one at its place, or the last. */
interface Cell {
  lines: string[]
  style: Style[]
  x: number
  width: number
  align: 'left' | 'right'
}

/** The first paragraph says what it is; what follows, and that it is optional, stands back. */
function itemCells(table: LineTable, line: LetterLine): Cell[] {
  const { sheet, figures, text, columns } = table
  const [name = '', ...more] = line.text.replaceAll(/\r\n?/g, '\n').split('\n')
  const named = wrap(sheet.doc, name, look.cell, text.width)
  const rest = wrap(sheet.doc, more.join('\n'), look.cellMore, text.width)
  const optional = line.optional ? wrap(sheet.doc, sheet.words.optional, look.cellMore, text.width) : []
  const cells: Cell[] = [
    {
      lines: [...named, ...rest, ...optional],
      style: [...named.map(() => look.cell), look.cellMore],
      ...text,
      align: 'left',
    },
    positionCell(table, line),
  ]
  for (const { of, x, width } of columns) {
    const value = figure(line, of, figures)
    const align = of === 'unit' ? 'left' : 'right'
    cells.push({
      lines: wrap(sheet.doc, value, look.figure, width + 4),
      style: [look.figure],
      x,
      width,
      align,
    })
  }
  return cells
}

/** A heading, a text or a subtotal: words over the columns, and the sum of a subtotal at the right. */
function wordCells(table: LineTable, line: LetterLine): Cell[] {
  const { sheet, figures, text, columns } = table
  const strong = line.kind !== 'text'
  const style = strong ? look.cellStrong : look.cell
  const net = line.kind === 'subtotal' ? columns.find(({ of }) => of === 'net') : undefined
  const width = (net ? net.x - GAP : RIGHT) - text.x
  const words = line.text || (line.kind === 'subtotal' ? sheet.words.subtotal : '')
  const cells: Cell[] = [
    { lines: wrap(sheet.doc, words, style, width), style: [style], x: text.x, width, align: 'left' },
    positionCell(table, line),
  ]
  if (net) {
    const amount = figures.amount(line.net)
    cells.push({ lines: [amount], style: [look.figureStrong], x: net.x, width: net.width, align: 'right' })
  }
  return cells
}

function positionCell({ sheet, position }: LineTable, line: LetterLine): Cell {
  const style = line.kind === 'item' || line.kind === 'text' ? look.figure : look.figureStrong
  const width = Math.max(position - 2, 1)
  const lines = wrap(sheet.doc, line.position, style, width)
  return { lines, style: [style], x: LEFT, width, align: 'left' }
}

/** A figure as it is written; what does not count stands in brackets. */
function figure(line: LetterLine, of: Figure, figures: Figures): string {
  if (line.kind !== 'item') return of === 'net' && line.kind === 'subtotal' ? figures.amount(line.net) : ''
  if (of === 'unit') return line.unit
  if (of === 'discount') return line.discount && `−${figures.percent(line.discount)}`
  if (of === 'tax') return figures.percent(line.tax)
  if (of !== 'net') return figures[of](line[of])
  return line.optional && line.net ? `(${figures.amount(line.net)})` : figures.amount(line.net)
}
