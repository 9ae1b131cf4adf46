import type { EventItem } from '#kernel/groupware/event-item.ts'
import type { Language } from '#kernel/rights.ts'
import { DAY, wallOf } from '#kernel/wall.ts'

/** When an event is, for somebody who reads a mail: by its own clock, which is named. */
export function formatLocal(
  { allDay, start, end, timeZone }: Pick<EventItem, 'allDay' | 'start' | 'end' | 'timeZone'>,
  language: Language,
): string {
  const words = new Intl.DateTimeFormat(language === 'de' ? 'de-DE' : 'en-GB', {
    timeZone: 'UTC',
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    ...(!allDay && { hour: '2-digit', minute: '2-digit' }),
  })
  const [from, until] = [wallOf(start), allDay ? wallOf(end) - DAY : wallOf(end)]
  const said = words.formatRange(from, Math.max(from, until))
  return allDay ? said : `${said} (${timeZone})`
}
