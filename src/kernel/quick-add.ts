import type { Tongue } from './day-words.ts'
import { mentionedDay } from './typed-day.ts'
import { mentionedTime } from './typed-time.ts'

/** What one line says: what is to be done, and when if it says so. */
export interface QuickAdd {
  title: string
  day: number | undefined
  time: string | undefined
}

/**
 * Understands "morgen 14 Uhr Frau Müller anrufen": day and time are taken out, all other words stay as they are. A time
 * without a day is today's. A line of nothing but a day keeps its words, because something has to be its title.
 */
export function quickAdd(line: string, today: number, tongue: Tongue): QuickAdd {
  const text = line.normalize()
  const day = mentionedDay(text, today, tongue)
  const rest = day ? cut(text, day) : text
  const time = mentionedTime(rest, tongue)
  const title = tidy(time ? cut(rest, time) : rest)
  return {
    title: title || tidy(text),
    day: day?.day ?? (time ? today : undefined),
    time: time?.time,
  }
}

function cut(text: string, { from, to }: { from: number; to: number }): string {
  return `${text.slice(0, from)} ${text.slice(to)}`
}

/** Without the spaces and commas that are left where words were taken out. */
function tidy(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/ ?,(?: ?,)+/g, ',')
    .replace(/ (?=[,.;:!?])/g, '')
    .replace(/^[\s,;:–-]+|[\s,;:–-]+$/g, '')
}
