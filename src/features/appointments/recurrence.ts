// Rules of recurrence (RFC 5545, 3.3.10) as text and as parts. What they mean in days is computed on the server.

/** A rule by its parts, in the order they were written. */
export type RuleParts = Map<string, string>

const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']
/** More often than daily is no appointment, and a clock inside the rule would contradict the start. */
const FREQUENCIES = ['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY']
/** What is counted to must be counted through. */
const MOST_COUNTED = 5000

const numbers = (most: number, negative = true) => {
  const one = negative ? String.raw`[+-]?\d{1,3}` : String.raw`\d{1,3}`
  const shape = new RegExp(`^${one}(,${one})*$`)
  return (value: string) =>
    shape.test(value) &&
    value.split(',').every((n) => Math.abs(Number(n)) >= 1 && Math.abs(Number(n)) <= most)
}

const PARTS: Record<string, (value: string) => boolean> = {
  FREQ: (value) => FREQUENCIES.includes(value),
  INTERVAL: (value) => /^\d{1,3}$/.test(value) && Number(value) >= 1,
  COUNT: (value) => /^\d{1,4}$/.test(value) && Number(value) >= 1 && Number(value) <= MOST_COUNTED,
  UNTIL: (value) => untilOf(value) !== undefined,
  BYDAY: (value) =>
    /^([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)(,([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU))*$/.test(value),
  BYMONTH: numbers(12, false),
  BYMONTHDAY: numbers(31),
  BYYEARDAY: numbers(366),
  BYWEEKNO: numbers(53),
  BYSETPOS: numbers(366),
  WKST: (value) => WEEKDAYS.includes(value),
}

/** The parts of a rule; a text says what is wrong with it. */
export function readRule(text: string): RuleParts | string {
  const parts: RuleParts = new Map()
  for (const part of text
    .trim()
    .replace(/^RRULE:/i, '')
    .toUpperCase()
    .split(';')) {
    const [name = '', value = ''] = part.split('=', 2)
    if (!PARTS[name]) return `${name || 'An empty part'} is no part of a rule for days`
    if (parts.has(name)) return `${name} stands twice`
    if (!PARTS[name](value)) return `${name} cannot be ${value || 'empty'}`
    parts.set(name, value)
  }
  return wrongTogether(parts) ?? parts
}

/** RFC 5545, 3.3.10: what must not stand beside each other. */
function wrongTogether(parts: RuleParts): string | undefined {
  const freq = parts.get('FREQ')
  if (freq === undefined) return 'FREQ is missing'
  if (parts.has('COUNT') && parts.has('UNTIL')) return 'COUNT and UNTIL exclude each other'
  if (parts.has('BYMONTHDAY') && freq === 'WEEKLY') return 'BYMONTHDAY does not go with weeks'
  if (parts.has('BYYEARDAY') && freq !== 'YEARLY') return 'BYYEARDAY goes with years only'
  if (parts.has('BYWEEKNO') && freq !== 'YEARLY') return 'BYWEEKNO goes with years only'
  if (/\d/.test(parts.get('BYDAY') ?? '') && (freq === 'DAILY' || freq === 'WEEKLY' || parts.has('BYWEEKNO')))
    return 'BYDAY with numbers goes with months and years only'
  if (parts.has('BYSETPOS') && ![...parts.keys()].some((name) => /^BY(?!SETPOS)/.test(name)))
    return 'BYSETPOS needs another BY part'
  return undefined
}

export function ruleText(parts: RuleParts): string {
  return [...parts].map(([name, value]) => `${name}=${value}`).join(';')
}

/** The last moment of a rule: of a day its end, with `utc` an instant, else a wall clock; milliseconds. */
export function untilOf(value: string): { at: number; utc: boolean } | undefined {
  const [, y, m, d, time, h, min, s, utc] =
    /^(\d{4})(\d\d)(\d\d)(T(\d\d)(\d\d)(\d\d)(Z)?)?$/.exec(value) ?? []
  if (y === undefined) return undefined
  const at = Date.parse(`${y}-${m}-${d}T${time ? `${h}:${min}:${s}` : '23:59:59'}Z`)
  const real = !Number.isNaN(at) && new Date(at).toISOString().slice(0, 10) === `${y}-${m}-${d}`
  return real ? { at, utc: utc !== undefined } : undefined
}

/** The same moment as a part of a rule: a day, or an instant. */
export function untilText(at: number, allDay: boolean): string {
  const text = new Date(at).toISOString().replaceAll(/[-:]|\.\d+/g, '')
  return allDay ? text.slice(0, 8) : text
}

/**
 * The rule after its start moved to another day: a weekly one moves its weekdays along, a monthly or yearly one on a
 * day of its own takes the new one. Undefined where nobody can know what is meant.
 */
export function movedRule(parts: RuleParts, from: number, to: number): RuleParts | undefined {
  const days = Math.floor(to / 86_400_000) - Math.floor(from / 86_400_000)
  if (days === 0) return parts
  const moved = new Map(parts)
  const by = [...parts.keys()].filter((name) => name.startsWith('BY'))
  if (by.length === 0) return moved
  const byDay = parts.get('BYDAY')
  if (parts.get('FREQ') === 'WEEKLY' && by.length === 1 && byDay !== undefined) {
    moved.set(
      'BYDAY',
      byDay
        .split(',')
        .map((name) => shiftWeekday(name, days))
        .join(','),
    )
    return moved
  }
  const date = new Date(to)
  for (const name of by) {
    const value = renewed(name, parts.get(name) ?? '', date)
    if (value === undefined) return undefined
    moved.set(name, value)
  }
  return moved
}

function renewed(name: string, value: string, to: Date): string | undefined {
  if (value.includes(',')) return undefined
  if (name === 'BYMONTH') return String(to.getUTCMonth() + 1)
  if (name === 'BYMONTHDAY' && Number(value) > 0) return String(to.getUTCDate())
  const nth = name === 'BYDAY' ? Number(/^\d+/.exec(value)?.[0] ?? 0) : 0
  if (nth === 0) return undefined
  return `${Math.ceil(to.getUTCDate() / 7)}${WEEKDAYS[(to.getUTCDay() + 6) % 7]}`
}

function shiftWeekday(name: string, days: number): string {
  return WEEKDAYS[(((WEEKDAYS.indexOf(name) + days) % 7) + 7) % 7] ?? name
}
