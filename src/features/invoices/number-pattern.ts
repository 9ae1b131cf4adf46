/** What is wrong with a pattern of numbers; the code names the sentence. */
export type PatternFlaw = 'no_counter' | 'many_counters' | 'unknown_part' | 'no_year' | 'bad_letter'

/**
 * A pattern such as `RE-{YYYY}-{####}`: text, the year, the month and one counter with as many digits as it has signs, or
 * more when they do not suffice.
 */
export function checkPattern(pattern: string, yearly: boolean): PatternFlaw | undefined {
  const parts = [...pattern.matchAll(PART)].map(([, part = '']) => part)
  if (parts.some((part) => !KNOWN.test(part)) || /[{}]/.test(pattern.replaceAll(PART, '')))
    return 'unknown_part'
  const counters = parts.filter((part) => part.startsWith('#')).length
  if (counters === 0) return 'no_counter'
  if (counters > 1) return 'many_counters'
  if (yearly && !parts.some((part) => part.startsWith('Y'))) return 'no_year'
  // What banks, XML and file names bear.
  if (!/^[A-Za-z0-9 ._/-]*$/.test(pattern.replaceAll(PART, ''))) return 'bad_letter'
  return undefined
}

/** The number with this count on a day. */
export function formatNumber(pattern: string, { count, day }: { count: number; day: string }): string {
  return pattern.replaceAll(PART, (_whole, part: string) => {
    if (part === 'YYYY') return day.slice(0, 4)
    if (part === 'YY') return day.slice(2, 4)
    if (part === 'MM') return day.slice(5, 7)
    return String(count).padStart(part.length, '0')
  })
}

/** What counts together: all of a month where it stands in the pattern, all of a year, or everything. */
export function periodOf({ pattern, yearly }: { pattern: string; yearly: boolean }, day: string): string {
  if (!yearly) return ''
  return pattern.includes('{MM}') ? day.slice(0, 7) : day.slice(0, 4)
}

/** The count in a number of this pattern; undefined when it is not one of that period. */
export function countIn(pattern: string, number: string, day: string): number | undefined {
  const parts = pattern.split(PART)
  const shape = parts
    .map((part, at) => {
      if (at % 2 === 0) return part.replaceAll(/[.*+?^${}()|[\]\\/-]/g, String.raw`\$&`)
      return part.startsWith('#')
        ? String.raw`(\d{${part.length},})`
        : formatNumber(`{${part}}`, { count: 0, day })
    })
    .join('')
  const found = new RegExp(`^${shape}$`).exec(number)?.[1]
  return found === undefined ? undefined : Number(found)
}

/** A key by which numbers sort as people expect: digits by their value. */
export function numberSortKey(number: string): string {
  return number
    .toUpperCase()
    .replaceAll(/\d+/g, (digits) => digits.replace(/^0+(?=\d)/, '').padStart(12, '0'))
}

const PART = /\{([^{}]*)\}/g
const KNOWN = /^(YYYY|YY|MM|#{1,12})$/
