import { formatBytes, formatDay, formatMoment, formatTime, formatWords } from '#ui/format.ts'
import type { Translate } from '#ui/texts.ts'
import {
  TAKEOVER_AREAS,
  type AreaCounts,
  type Head,
  type Takeover,
  type TakeoverArea,
  type TakeoverItem,
} from '../../takeover.ts'

/** What is chosen of an area, and how much of it is known to be about something. */
export function chosenWords(
  t: Translate,
  area: TakeoverArea,
  { chosen, assigned, offered }: AreaCounts,
): string {
  if (offered === 0) return ''
  return `${t(`takeover.chosen.${area}`, { count: chosen })} · ${t('takeover.assigned', { count: assigned })}`
}

/** All that the last command does. */
export function planWords(t: Translate, { counts, refresh }: Takeover): string {
  const parts = TAKEOVER_AREAS.filter((area) => counts[area].chosen > 0).map((area) =>
    t(`takeover.chosen.${area}`, { count: counts[area].chosen }),
  )
  if (refresh) parts.push(t('takeover.refresh_short'))
  return parts.length === 0 ? t('takeover.nothing_chosen') : formatWords(parts)
}

/** When it is: of a mail when it was sent, of a task when it is due, of an event from when to when. */
export function whenWords(
  t: Translate,
  { area, at, head }: Pick<TakeoverItem, 'area' | 'at' | 'head'>,
): string {
  if (area === 'mail') return formatMoment(at)
  const { start, end, allDay } = head
  if (start === null) return t('takeover.undated')
  if (area === 'task') return allDay ? formatDay(start) : formatMoment(start)
  const isOneDay = end === null || start.slice(0, 10) === end.slice(0, 10)
  if (allDay) return isOneDay ? formatDay(start) : `${formatDay(start)} – ${formatDay(end)}`
  return isOneDay && end !== null ? `${formatMoment(start)}–${formatTime(end)}` : formatMoment(start)
}

/** With whom: the sender or the receivers of a mail, the others of an event. */
export function peopleWords(t: Translate, area: TakeoverArea, head: Head): string {
  const [first] = head.people
  if (area === 'mail') {
    const other = head.outgoing ? first : head.from
    return other ? `${head.outgoing ? `${t('takeover.to')} ` : ''}${personWords(other)}` : '–'
  }
  if (area === 'task') return head.status ? t(statusKey(head.status)) : ''
  const names = head.people.slice(0, 2).map(({ name, email }) => name || email)
  const rest = head.peopleCount - names.length
  if (rest > 0) names.push(t('takeover.more_people', { count: rest }))
  return formatWords(names)
}

/** A name with its address, where there is one. */
export function personWords({ name, email }: { name: string; email: string }): string {
  return name && name !== email ? `${name} · ${email}` : email
}

/** What is said of a file's size. */
export function sizeWords({ size }: Head): string {
  return size === null ? '' : formatBytes(size)
}

const STATUSES = ['open', 'started', 'closed'] as const

export function statusKey(status: string) {
  return `takeover.status.${STATUSES.find((one) => one === status) ?? 'open'}` as const
}
