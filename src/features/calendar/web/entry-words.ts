import { dayText, MINUTE, wallText, type Wall } from '#kernel/wall.ts'
import { formatDay } from '#ui/format.ts'
import { currentLanguage, text, type Translate } from '#ui/texts.ts'
import type { CalendarEntry } from '../calendar-entry.ts'
import type { Placed } from './calendar-api.ts'

/** What stands on an entry: its title, or what else there is to say. */
export function titleOf(entry: CalendarEntry, t: Translate = text): string {
  if (entry.hidden) return t('calendar.taken')
  if (entry.kind !== 'absence') return entry.title
  const kind = t(`calendar.absence.${entry.state as 'vacation' | 'sick' | 'training' | 'other'}`)
  return entry.title ? `${kind} · ${entry.title}` : kind
}

/** 08:00, as one reads it. */
export function clockText(wall: Wall): string {
  return wallText(wall).slice(11)
}

/** 08:00–09:30; of several days both with their day. */
export function timesOf({ from, until, whole, entry }: Placed): string {
  if (entry.allDay) {
    const last = dayText(until - MINUTE)
    return dayText(from) === last
      ? text('calendar.all_day')
      : `${dayWords(from)} – ${dayWords(until - MINUTE)}`
  }
  if (whole) return `${dayWords(from)}, ${clockText(from)} – ${dayWords(until)}, ${clockText(until)}`
  if (until === from) return clockText(from)
  return `${clockText(from)}–${clockText(until)}`
}

export function dayWords(wall: Wall): string {
  return formatDay(dayText(wall))
}

/** What stands on it, and everything else in one sentence, for who does not see where it stands. */
export function spokenOf(placed: Placed, shown: string, who?: string): string {
  const { entry, from } = placed
  const title = titleOf(entry)
  const place = entry.contact?.displayName === title ? '' : entry.contact?.displayName
  const rest = [shown.includes(title) ? '' : title, longDay(dayText(from)), timesOf(placed), markOf(entry)]
  return [shown, ...rest, place, shown.includes(entry.place) ? '' : entry.place, who]
    .filter(Boolean)
    .join(', ')
}

const longDay = (day: string) => dateText(day, { weekday: 'long', day: 'numeric', month: 'long' })

/** The state in a word, where it says more than that the entry is there. */
export function markOf(entry: CalendarEntry, t: Translate = text): string {
  if (entry.kind === 'visit') return t(`calendar.visit.${entry.state as 'planned'}`)
  if (entry.kind === 'task') return t(`calendar.task.${entry.state as 'open'}`)
  if (entry.kind === 'event' && entry.state === 'closed') return t('calendar.event.closed')
  if (entry.kind === 'appointment' && entry.busy !== 'busy') return t(`calendar.busy.${entry.busy}`)
  return ''
}

const formats = new Map<string, Intl.DateTimeFormat>()

/** A civil day in the words of the language. */
export function dateText(day: string, options: Intl.DateTimeFormatOptions): string {
  const tag = currentLanguage() === 'de' ? 'de-DE' : 'en-GB'
  const key = `${tag} ${JSON.stringify(options)}`
  let format = formats.get(key)
  if (!format) formats.set(key, (format = new Intl.DateTimeFormat(tag, { ...options, timeZone: 'UTC' })))
  return format.format(Date.parse(`${day}T00:00Z`))
}

/** Colours by what it is; a visit has that of its plan. */
export function colorOf({ kind, color, state, hidden }: CalendarEntry): string {
  if (hidden) return 'var(--cal-neutral)'
  if (kind === 'visit') return color ?? 'var(--cal-green)'
  if (kind === 'event') return 'var(--cal-rose)'
  if (kind === 'task') return 'var(--cal-amber)'
  if (kind === 'appointment') return state === 'meeting' ? 'var(--cal-violet)' : 'var(--cal-blue)'
  return 'var(--cal-neutral)'
}

/** How it looks besides its colour. */
export function lookOf({ kind, state, busy, hidden }: CalendarEntry): string {
  if (hidden) return 'hidden'
  if (kind === 'visit')
    return state === 'proposed'
      ? 'tentative'
      : state === 'done'
        ? 'done'
        : state === 'missed' || state === 'noShow'
          ? 'missed'
          : 'busy'
  if (kind === 'task' || kind === 'event') return state === 'closed' ? 'done' : 'busy'
  return busy
}
