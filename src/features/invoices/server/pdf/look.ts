import { mm } from '#platform/pdf/paper.ts'
import type { Style } from '#platform/pdf/type.ts'

/** Ink, what stands back, and fine lines: grey on white in every printer. */
export const INK = '#16191b'
export const SOFT = '#566167'
export const FINE = '#cdd4d6'
export const MARK = '#eff1f2'

const style = (size: number, leading: number, more: Partial<Style> = {}): Style => ({
  face: 'regular',
  size,
  leading,
  colour: INK,
  ...more,
})

export const text = style(9.5, 13.6)
export const title = style(15, 20, { face: 'strong' })
export const subject = style(9.5, 13.6, { face: 'strong' })
export const address = style(10, mm(4.23))
export const returnLine = style(6.5, 9, { colour: SOFT })
export const firmName = style(16, 20, { face: 'strong' })
export const factLabel = style(8, 12.6, { colour: SOFT })
export const factValue = style(8.5, 12.6)
export const columnHead = style(7.5, 10, { colour: SOFT })
export const cell = style(9, 12.4)
export const cellMore = style(8.5, 11.8, { colour: SOFT })
export const cellStrong = style(9, 12.4, { face: 'strong' })
export const figure = style(9, 12.4)
export const figureStrong = style(9, 12.4, { face: 'strong' })
export const carried = style(8.5, 12, { colour: SOFT })
export const total = style(11, 16, { face: 'strong' })
export const notice = style(9, 12.8)
export const caption = style(8.5, 12, { face: 'strong' })
export const hint = style(7.5, 10.4, { colour: SOFT })
export const foot = style(7, 9.6, { colour: SOFT })
export const pageNumber = style(8, 10, { colour: SOFT })

/** DIN 5008, form B: where things stand on the paper. */
export const LEFT = mm(25)
export const RIGHT = mm(190)
export const WIDTH = RIGHT - LEFT
/** The block at the right is 75 mm wide and may go nearer to the edge than the text. */
export const INFO_LEFT = mm(125)
export const INFO_RIGHT = mm(200)
