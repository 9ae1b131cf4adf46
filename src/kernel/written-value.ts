export type DecimalSign = ',' | '.'
export type DateOrder = 'dmy' | 'ymd' | 'mdy'

/**
 * A day as somebody wrote it, as `1975-12-24`. Null if it says "none" (empty, or Outlook's `0.0.00`),
 * undefined if it cannot be read or is no day. A year first and days with points are read as such whatever
 * the order; a time behind it is dropped. Two digits of a year mean the last such year up to `latestYear`.
 */
export function parseDay(
  text: string,
  order: DateOrder = 'dmy',
  latestYear = 2049,
): string | null | undefined {
  const written = text.trim().replace(/[T\s,]+\d\d?:\d\d.*$/s, '')
  if (written === '' || /^[0.\-/\s]+$/.test(written)) return null
  const compact = /^(\d{4})(\d\d)(\d\d)$/.exec(written)
  const parted = /^(\d{1,4})(\.|\/|-|\s)\s?(\d{1,2})(?:\2)\s?(\d{1,4})$/.exec(written)
  const parts = compact ? compact.slice(1) : parted && [parted[1] ?? '', parted[3] ?? '', parted[4] ?? '']
  if (!parts) return undefined
  const [first = '', second = '', third = ''] = parts
  const actual = actualOrder(first, third, parted?.[2], order)
  if (actual === 'ymd') return day(first, second, third, latestYear)
  return actual === 'dmy' ? day(third, second, first, latestYear) : day(third, first, second, latestYear)
}

/**
 * A number as somebody wrote it, as a plain decimal: `1.234,56` is `1234.56`. Null if empty, undefined if it
 * cannot be read; thousands must stand in groups of three. Currency signs, `%` and Swiss `'` are dropped.
 */
export function parseDecimal(text: string, decimal: DecimalSign): string | null | undefined {
  const bare = text
    .trim()
    .replace(/^(€|\$|£|EUR|CHF|USD|GBP|Fr\.)|(€|\$|£|%|EUR|CHF|USD|GBP|Fr\.)$/gi, '')
    .replace(/\u2212/g, '-')
    .trim()
  if (bare === '') return text.trim() === '' ? null : undefined
  const [, before = '', figures = '', after = ''] = /^([-+]?)\s*([^-+]*?)\s*(-?)$/.exec(bare) ?? []
  const thousands = decimal === ',' ? String.raw`[.'’\s]` : String.raw`[,'’\s]`
  const shape = new RegExp(
    String.raw`^(\d+|\d{1,3}(?:(${thousands})\d{3}(?:\2\d{3})*))?(?:[${decimal}](\d*))?$`,
  )
  const [, whole = '', , fraction = ''] = shape.exec(figures) ?? []
  if (whole === '' && fraction === '') return undefined
  const value = `${whole.replace(/\D/g, '').replace(/^0+(?=\d)/, '') || '0'}${fraction && `.${fraction}`}`
  return (before === '-' || after === '-') && /[1-9]/.test(value) ? `-${value}` : value
}

function actualOrder(first: string, third: string, sign: string | undefined, order: DateOrder): DateOrder {
  if (first.length > 2) return 'ymd'
  if (sign === '.' && order === 'mdy') return 'dmy'
  return order === 'ymd' && third.length > 2 ? 'dmy' : order
}

function day(
  yearText: string,
  monthText: string,
  dayText: string,
  latestYear: number,
): string | null | undefined {
  if (![2, 4].includes(yearText.length) || dayText.length > 2) return undefined
  const year = yearText.length === 4 ? Number(yearText) : fullYear(Number(yearText), latestYear)
  if (year === 4501) return null // Outlook's "no date"
  const [month, dayOfMonth] = [Number(monthText), Number(dayText)]
  const date = new Date(Date.UTC(year, month - 1, dayOfMonth))
  const real =
    date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === dayOfMonth
  return real ? date.toISOString().slice(0, 10) : undefined
}

function fullYear(twoDigits: number, latestYear: number): number {
  return latestYear - ((((latestYear - twoDigits) % 100) + 100) % 100)
}
