import { clockOf } from './clock.ts'
import type { Tongue } from './day-words.ts'

// Times as people type them: `14 Uhr`, `14:30`, `8.15`, `8`, `830`, `2pm`, `halb neun`.

/** The wall clock time that is meant, as `08:15`; undefined when it is not understood. */
export function typedTime(text: string): string | undefined {
  const typed = text.trim().replace(/\s+/g, ' ')
  return read(WHOLE.exec(typed)) ?? read(COMPACT.exec(typed))
}

/** Where in a text a time is mentioned, with the little word before it. */
export interface MentionedTime {
  time: string
  from: number
  to: number
}

/** The first time that a sentence speaks of; a bare number is one only after `um` or `at`. */
export function mentionedTime(text: string, tongue: Tongue): MentionedTime | undefined {
  for (const match of text.matchAll(INSIDE[tongue])) {
    const time = read(match)
    if (time !== undefined) return { time, from: match.index, to: match.index + match[0].length }
  }
  return undefined
}

const HOURS: Record<string, number> = {
  eins: 1,
  zwei: 2,
  drei: 3,
  vier: 4,
  fünf: 5,
  sechs: 6,
  sieben: 7,
  acht: 8,
  neun: 9,
  zehn: 10,
  elf: 11,
  zwölf: 12,
}
const BEFORE = String.raw`(?:(?:um|gegen|ab|at|from) )`
const NOON = '(?<noon>mittags?|noon)'
const HALF = String.raw`halb (?<half>\d{1,2}|${Object.keys(HOURS).join('|')})(?: uhr)?`
const HALF_DAY = String.raw`(?<hour12>\d{1,2})(?:[:.](?<minute12>\d{2}))? ?(?<part>[ap])\.?m\.?`
/** In German `5 am Bau` is no time. */
const JOINED_HALF_DAY = HALF_DAY.replace(' ?(?<part>', '(?<part>')
const OCLOCK = String.raw`(?<hourO>\d{1,2})(?:[:.](?<minuteO>\d{2}))? ?uhr(?: ?(?<pastO>\d{2}))?`
const CLOCK = String.raw`(?<hour>\d{1,2}):(?<minute>\d{2})`
const BARE = String.raw`(?<hourB>\d{1,2})(?:[.:](?<minuteB>\d{2}))?`

const WHOLE = new RegExp(
  `^${BEFORE}?(?:${NOON}|${HALF}|${HALF_DAY}|${OCLOCK}|${CLOCK}|${BARE})(?: ?h)?$`,
  'iu',
)
const COMPACT = /^(?<hourB>\d{1,2})(?<minuteB>[0-5]\d)$/
const INSIDE: Record<Tongue, RegExp> = { de: inside(JOINED_HALF_DAY), en: inside(HALF_DAY) }

function inside(halfDay: string): RegExp {
  const times = [HALF, halfDay, OCLOCK, CLOCK].join('|')
  const source = `(?:${BEFORE}?(?:${times})|(?:um|at) (?:${NOON}|${BARE}))`
  return new RegExp(String.raw`(?<![\p{L}\p{N}.:+/-])${source}(?![\p{L}\p{N}%€/-]|[.:,]\d)`, 'giu')
}

function read(match: RegExpExecArray | RegExpMatchArray | null): string | undefined {
  const groups: Record<string, string | undefined> | undefined = match?.groups
  if (!groups) return undefined
  const { noon, half, part, pastO } = groups
  if (noon) return '12:00'
  if (half) return timeOf(((HOURS[half.toLowerCase()] ?? Number(half)) + 23) % 24, 30)
  const hour = Number(groups['hour12'] ?? groups['hourO'] ?? groups['hour'] ?? groups['hourB'])
  const minute = Number(
    groups['minute12'] ?? groups['minuteO'] ?? pastO ?? groups['minute'] ?? groups['minuteB'] ?? 0,
  )
  if (!part) return timeOf(hour, minute)
  return hour >= 1 && hour <= 12
    ? timeOf((hour % 12) + (part.toLowerCase() === 'p' ? 12 : 0), minute)
    : undefined
}

function timeOf(hour: number, minute: number): string | undefined {
  return minute < 60 ? clockOf(hour * 60 + minute) : undefined
}
