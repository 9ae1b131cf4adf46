import { useMemo } from 'react'
import { dayText } from '#kernel/wall.ts'
import { Face } from '#ui/face.tsx'
import { useText } from '#ui/texts.ts'
import { daysOf, type Days } from '../calendar-days.ts'
import { byDay, offDays, withoutOff } from './by-day.ts'
import { wallNow, type Placed } from './calendar-api.ts'
import { colorOf, dateText, lookOf, markOf, timesOf, titleOf } from './entry-words.ts'
import type { GridProps } from './grid-props.ts'

interface AgendaProps extends Pick<GridProps, 'entries' | 'chosen' | 'onOpen'> {
  days: Days
  /** Names of people, where several calendars are shown. */
  names?: Map<string, string> | undefined
}

/** The days one below the other, each with what is on it; days without anything are left out, but for today. */
export function Agenda({ entries, days, names, chosen, onOpen }: AgendaProps) {
  const t = useText()
  const shown = useMemo(() => byDay(withoutOff(entries)), [entries])
  const off = useMemo(() => offDays(entries), [entries])
  const today = dayText(wallNow())
  const all = daysOf(days)
  const filled = all.filter((day) => shown.has(day) || off.has(day) || day === today)
  if (filled.length === 0 || (all.length === 1 && !shown.has(all[0] ?? '')))
    return <p className="cal-empty">{off.get(all[0] ?? '') ?? t('calendar.nothing')}</p>
  return (
    <div className="cal-agenda">
      {filled.map((day) => (
        <section key={day} aria-label={dateText(day, { dateStyle: 'full' })}>
          {all.length > 1 && (
            <h2 data-today={day === today ? '' : undefined}>
              {dateText(day, { weekday: 'long', day: 'numeric', month: 'long' })}
              {off.has(day) && <span className="muted"> · {off.get(day)}</span>}
            </h2>
          )}
          {!shown.has(day) && day === today && <p className="muted">{t('calendar.nothing')}</p>}
          <ul>
            {shown.get(day)?.map((placed) => (
              <li key={placed.key}>
                <AgendaLine {...{ placed, names, onOpen }} chosen={chosen === placed.key} />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  )
}

interface AgendaLineProps extends Pick<AgendaProps, 'names' | 'onOpen'> {
  placed: Placed
  chosen: boolean
}

function AgendaLine({ placed, names, chosen, onOpen }: AgendaLineProps) {
  const { entry } = placed
  const more = [entry.contact?.displayName, entry.place, markOf(entry)].filter(Boolean).join(' · ')
  const who = entry.userId && names?.get(entry.userId)
  return (
    <button
      type="button"
      className={chosen ? 'cal-line chosen' : 'cal-line'}
      data-entry={placed.key}
      data-look={lookOf(entry)}
      style={{ '--c': colorOf(entry) } as React.CSSProperties}
      onClick={() => onOpen(placed)}
    >
      <span className="cal-line-time num">{timesOf(placed)}</span>
      <i className="cal-line-bar" aria-hidden="true" />
      <span className="grow">
        <span className="cal-line-title cut">{titleOf(entry)}</span>
        {more && <span className="cal-line-more cut">{more}</span>}
      </span>
      {who && (
        <span className="cal-line-who" title={who}>
          <Face name={who} />
          <span className="sr-only">{who}</span>
        </span>
      )}
    </button>
  )
}
