import BigJs from 'big.js'
import { z } from 'zod'

/** Exact decimal numbers; halves are rounded away from zero, as merchants do (DIN 1333). */
export const Big = BigJs()
Big.RM = BigJs.roundHalfUp
Big.DP = 20
export type Big = BigJs

/**
 * A decimal number with at most `whole` digits before and `places` behind the point; a JavaScript number is read as it
 * is written. Answers carry it as a string.
 */
export function decimal({ whole = 12, places = 2, least, most, written = plain }: Bounds = {}) {
  return z
    .union([z.string(), z.number().transform(String)])
    .transform((text) => text.trim())
    .pipe(
      z
        .string()
        .regex(/^-?\d{1,20}(\.\d{1,20})?$/, { message: 'A decimal number such as 12.50', abort: true })
        .refine((text) => fits(text, whole, places), `At most ${whole} digits and ${places} places`)
        .refine((text) => least === undefined || new Big(text).gte(least), `At least ${least}`)
        .refine((text) => most === undefined || new Big(text).lte(most), `At most ${most}`)
        .transform((text) => written(text)),
    )
    .meta({ type: 'string', description: 'A decimal number, such as "12.50"' })
}

interface Bounds {
  whole?: number
  places?: number
  least?: number
  most?: number
  /** How the value is written; without zeros that say nothing when not said. */
  written?: (text: string) => string
}

/** Trailing zeros do not count as places. */
function fits(text: string, whole: number, places: number): boolean {
  const [before = '', behind = ''] = text.replace('-', '').split('.')
  return before.replace(/^0+/, '').length <= whole && behind.replace(/0+$/, '').length <= places
}

/** An amount of money in whole cents, `"1234.50"`; nothing has no sign. */
export const cents = (value: BigJs.BigSource): string => new Big(value).toFixed(2).replace(/^-(?=[0.]+$)/, '')

/** The same value without zeros that say nothing: `"19.0000"` is `"19"`. */
export const plain = (value: BigJs.BigSource): string => new Big(value).toFixed()

/** The price of one unit: cents, and more places where it has them: `"35.00"`, `"0.0125"`. */
export function unitPrice(value: BigJs.BigSource): string {
  const price = new Big(value)
  return price.round(2).eq(price) ? cents(price) : plain(price)
}

/** The sum of all, exactly. */
export const sum = (values: readonly BigJs.BigSource[]): Big =>
  values.reduce<Big>((total, value) => total.plus(value), new Big(0))
