import { IconLock } from '@tabler/icons-react'
import { formatDay } from '#ui/format.ts'
import { useText, type Translate } from '#ui/texts.ts'
import { complain } from '#ui/undo.ts'
import { dayText, wallOf, DAY } from '#kernel/wall.ts'
import type { Event } from '../event.ts'
import { useChangeEvent } from './event-api.ts'
import './events.css'

/** "1. Dez. 2026, 09:00–16:00"; of several days from the first to the last. */
export function whenWords(
  t: Translate,
  { start, end, allDay }: Pick<Event, 'start' | 'end' | 'allDay'>,
): string {
  if (start === null || end === null) return t('events.no_day')
  const last = allDay ? dayText(wallOf(end) - DAY) : end.slice(0, 10)
  const first = start.slice(0, 10)
  const clock = (text: string) => (allDay ? '' : `, ${text.slice(11, 16)}`)
  if (first !== last) return `${formatDay(first)}${clock(start)} – ${formatDay(last)}${clock(end)}`
  return `${formatDay(first)}${clock(start)}${allDay ? '' : `–${end.slice(11, 16)}`}`
}

/** Closes and opens again. */
export function ClosedTick({ event }: { event: Event }) {
  const t = useText()
  const change = useChangeEvent()
  return (
    <input
      type="checkbox"
      className="check"
      aria-label={t('events.tick', { title: event.title })}
      checked={event.closed}
      disabled={!event.can.includes('change')}
      onClick={(click) => click.stopPropagation()}
      onChange={({ target }) => void change(event, { closed: target.checked }).catch(complain)}
    />
  )
}

/** A lock where not everybody sees it. */
export function RestrictedMark({ event }: { event: Event }) {
  const t = useText()
  if (event.visibility !== 'managers') return null
  const label = t('events.restricted')
  return (
    <span className="event-lock" title={label}>
      <IconLock size={13} stroke={1.75} />
      <span className="sr-only">{label}</span>
    </span>
  )
}

/** How many seats are taken: by those who said they come, or came. */
export function Seats({ event: { counts, capacity } }: { event: Event }) {
  const t = useText()
  const taken = counts.accepted + counts.attended
  if (capacity === null) return <span className="num">{counts.total}</span>
  const isOver = taken > capacity
  return (
    <span className={isOver ? 'event-over num' : 'num'}>
      {t('events.seats', { taken, capacity })}
      {isOver && <span className="sr-only"> ({t('events.overbooked')})</span>}
    </span>
  )
}
