import { sum } from '#kernel/decimal.ts'

/** What is never cut: a line of text, the first line of a row. */
export interface Strip {
  height: number
  draw(top: number): void
}

/** Strips that belong together. */
export interface Block {
  strips: Strip[]
  /** Space above it, but not at the top of a page. */
  before: number
  /** Stays on the page of the block that follows. */
  withNext?: boolean
  /** A row of the table: on a new page its head and what was carried come first. */
  row?: boolean
  /** What the row adds to the running sum. */
  net?: string
}

/** The pages blocks flow over. */
export interface Pages {
  /** Opens a page; where its text may begin and where it must end. */
  open(): { top: number; bottom: number }
  /** Height of the line that carries a sum over. */
  carryHeight: number
  /** Space between that line and a row that goes on below it. */
  gap: number
  carry(kind: 'subtotal' | 'carried', sum: string, top: number): void
  headHeight: number
  head(top: number): void
}

/** A page and how far it is filled. */
export interface At {
  top: number
  bottom: number
  y: number
}

/**
 * Sets blocks on pages, each below the one before, beginning `at` a place. A block is kept together unless it is taller
 * than a third of a page; where it is cut, at least two lines stand on either side. Leaving the table in its midst
 * writes the sum so far at the end of the page and at the beginning of the next. Answers where it ended.
 */
export function flow(blocks: readonly Block[], pages: Pages, at: At): At {
  const nets: string[] = []
  const lastRow = blocks.findLastIndex((block) => block.row)

  const turn = (index: number, inside: boolean) => {
    const row = blocks[index]?.row === true
    const carrying = row && nets.length > 0 && (inside || blocks[index - 1]?.row === true)
    const carried = carrying ? sum(nets).toFixed(2) : ''
    if (carrying) pages.carry('subtotal', carried, at.y)
    const page = pages.open()
    at = { ...page, y: page.top }
    if (row) {
      pages.head(at.y)
      at.y += pages.headHeight
    }
    if (carrying) {
      pages.carry('carried', carried, at.y)
      at.y += pages.carryHeight + (inside ? pages.gap : 0)
    }
  }

  /** Rows leave room for the sum that may have to be carried, but for the end of the last one. */
  const limit = (index: number, end: boolean) =>
    at.bottom - (blocks[index]?.row && !(end && index === lastRow) ? pages.carryHeight : 0)

  for (const [index, block] of blocks.entries()) {
    const begins = at.y + block.before
    const whole = begins + heightOf(block.strips) <= limit(index, true)
    if (at.y > at.top && begins + needed(blocks, index, at) > limit(index, whole)) turn(index, false)
    if (at.y > at.top) at.y += block.before
    if (block.net !== undefined) nets.push(block.net)
    for (const [n, strip] of block.strips.entries()) {
      const rest = block.strips.slice(n)
      const fits = at.y + heightOf(rest) <= limit(index, true)
      // The last two lines go together.
      const piece = heightOf(rest.slice(0, rest.length === 2 ? 2 : 1))
      if (n > 0 && rest.length > 1 && !fits && at.y + piece > limit(index, false)) turn(index, true)
      strip.draw(at.y)
      at.y += strip.height
    }
  }
  return at
}

const heightOf = (strips: readonly Strip[]) => strips.reduce((height, strip) => height + strip.height, 0)

/** So much of a block, and of what must stay with it, has to fit on a page for it to begin there. */
function needed(blocks: readonly Block[], index: number, page: At, further = 3): number {
  const block = blocks[index]
  if (!block) return 0
  const whole = heightOf(block.strips)
  if (whole > (page.bottom - page.top) / 3) return heightOf(block.strips.slice(0, 2))
  if (!block.withNext || further === 0) return whole
  return whole + (blocks[index + 1]?.before ?? 0) + needed(blocks, index + 1, page, further - 1)
}
