/** A millimetre in the points a PDF counts in. */
export const mm = (millimetres: number): number => (millimetres * 72) / 25.4

/** A4, upright. */
export const A4 = { width: mm(210), height: mm(297) }
