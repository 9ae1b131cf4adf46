import { drawQr } from '#platform/pdf/draw-qr.ts'
import { mm } from '#platform/pdf/paper.ts'
import { wrap, writeLines } from '#platform/pdf/type.ts'
import type { Figures } from './figures.ts'
import type { Block } from './flow.ts'
import * as look from './look.ts'
import { LEFT, RIGHT } from './look.ts'
import { rule } from './sheet.ts'
import type { Sheet } from './sheet.ts'

const SUMS_LEFT = mm(112)
const CODE = mm(27)

/** The sums at the right and, beside them, the code to pay by: one block, never cut. */
export function sumsOf(sheet: Sheet, figures: Figures): Block | undefined {
  const { sums, code } = sheet.letter
  const epc = code?.type === 'epc' && typeof code.payload === 'string' ? code.payload : undefined
  if (sums.length === 0 && epc === undefined) return undefined
  const rows = sumRows(sheet, figures)
  const sumsHeight = rows.reduce((height, row) => height + row.height, 0)
  const height = Math.max(sumsHeight, epc === undefined ? 0 : CODE + mm(2)) + mm(2)
  return {
    before: 4,
    strips: [
      {
        height,
        draw(top) {
          if (sums.length > 0) rule(sheet.doc, top - 4, { width: 0.8, colour: look.INK })
          if (epc !== undefined) drawCode(sheet, epc, top + mm(1.5))
          let y = top
          for (const row of rows) {
            row.draw(y)
            y += row.height
          }
        },
      },
    ],
  }
}

function sumRows({ doc, letter: { sums } }: Sheet, figures: Figures) {
  return sums.map(({ label, amount, strong }, at) => {
    const last = at === sums.length - 1
    const style = last ? look.total : strong ? look.figureStrong : look.figure
    const money = figures.money(amount)
    const labels = wrap(doc, label, style, RIGHT - SUMS_LEFT - mm(28))
    const above = last && sums.length > 1 ? 7 : 1.2
    return {
      height: above + Math.max(1, labels.length) * style.leading + 1.2,
      draw(top: number) {
        if (last && sums.length > 1) rule(doc, top + 3.5, { from: SUMS_LEFT })
        writeLines(doc, labels, style, { x: SUMS_LEFT, top: top + above })
        writeLines(doc, [money], style, {
          x: SUMS_LEFT,
          top: top + above,
          width: RIGHT - SUMS_LEFT,
          align: 'right',
        })
      },
    }
  })
}

/** The code at the left margin, what it is for beside it. */
function drawCode({ doc, words }: Sheet, payload: string, top: number): void {
  drawQr(doc, payload, { x: LEFT, y: top, size: CODE })
  const x = LEFT + CODE + mm(4)
  const width = SUMS_LEFT - mm(8) - x
  const end = writeLines(doc, wrap(doc, words.payByCode, look.caption, width), look.caption, { x, top })
  writeLines(doc, wrap(doc, words.payHint, look.hint, width), look.hint, { x, top: end + 2 })
}
