import type { DecimalSign } from '#kernel/written-value.ts'

/** How a number of a workbook is shown, as far as it matters for reading it again. */
export type NumberLook =
  | { as: 'plain' }
  | { as: 'day' | 'moment' | 'time' }
  | { as: 'percent'; places: number }
  | { as: 'padded'; width: number }

/** The formats every workbook knows by number: ECMA-376 part 1, 18.8.30; 27 to 58 are dates of East Asia. */
const BUILT_IN: Record<number, string> = { 9: '0%', 10: '0.00%', 14: 'd/m/yyyy', 22: 'd/m/yyyy h:mm' }
const isBuiltInDay = (id: number) => (id >= 14 && id <= 17) || (id >= 27 && id <= 31) || id === 36 || id >= 50
const isBuiltInTime = (id: number) => (id >= 18 && id <= 21) || (id >= 45 && id <= 47)

/** Reads a number format such as `dd.mm.yyyy`, `0.0%` or `00000`. */
export function lookOf(id: number, code: string | undefined): NumberLook {
  const format = code ?? BUILT_IN[id]
  if (format === undefined) {
    if (isBuiltInTime(id)) return { as: 'time' }
    return id < 59 && isBuiltInDay(id) ? { as: 'day' } : { as: 'plain' }
  }
  // Only the first of up to four sections counts; literals, colours and locales say nothing of the kind.
  const bare = (format.split(';')[0] ?? '').replaceAll(
    /"[^"]*"|\\.|\[(?!h+\]|m+\]|s+\])[^\]]*\]|_.|\*./gi,
    '',
  )
  const [hasDay, hasTime] = [/[yd]|mmm/i.test(bare), /[hs]/i.test(bare)]
  if (/general|standard/i.test(bare)) return { as: 'plain' }
  if (hasDay) return { as: hasTime ? 'moment' : 'day' }
  if (hasTime) return { as: 'time' }
  if (/^m+$/i.test(bare.trim())) return { as: 'day' }
  if (bare.includes('%')) return { as: 'percent', places: /\.([0#?]+)/.exec(bare)?.[1]?.length ?? 0 }
  const padded = /^0{2,}$/.exec(bare.trim())
  return padded ? { as: 'padded', width: padded[0].length } : { as: 'plain' }
}

/** A number as text: days as `1975-12-24`, the others with the decimal sign that the import reads. */
export function showNumber(
  value: number,
  look: NumberLook,
  { decimal, from1904 }: { decimal: DecimalSign; from1904: boolean },
): string {
  if (look.as === 'padded') return String(Math.round(value)).padStart(look.width, '0')
  if (look.as === 'percent') return `${withSign((value * 100).toFixed(look.places), decimal)} %`
  if (look.as === 'plain') return withSign(plain(value), decimal)
  // Day 60 of Lotus 1-2-3, and so of Excel, is a 29 February 1900 that never was.
  const days = from1904 ? value + 1462 : value < 60 ? value + 1 : value
  const at = new Date(Math.round((days - 25_569) * 86_400) * 1000)
  if (Number.isNaN(at.getTime())) return plain(value)
  const [day = '', time = ''] = at.toISOString().slice(0, 16).split('T')
  if (look.as === 'time' && value < 1) return time
  return look.as === 'day' || time === '00:00' ? day : `${day} ${time}`
}

/** Fifteen figures are what a workbook keeps: 0.1 + 0.2 is shown as 0.3, a long number without an exponent. */
function plain(value: number): string {
  const text = String(Number(value.toPrecision(15)))
  return /e\+/.test(text) ? BigInt(Math.round(value)).toString() : text
}

function withSign(text: string, decimal: DecimalSign): string {
  return decimal === ',' ? text.replace('.', ',') : text
}
