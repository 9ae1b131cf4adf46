import { useMemo } from 'react'
import { DAY, dayText, wallOf } from '#kernel/wall.ts'
import { dayNumber, weekdayOf } from '#kernel/day.ts'
import { useText } from '#ui/texts.ts'
import { usePhone } from '#ui/use-phone.ts'
import { barsOf } from '../bars.ts'
import { daysOf, weekNumber, type Days } from '../calendar-days.ts'
import { Agenda } from './agenda.tsx'
import { byDay, offDays, withoutOff } from './by-day.ts'
import { wallNow } from './calendar-api.ts'
import { BarChip } from './bar-chip.tsx'
import { colorOf, dateText } from './entry-words.ts'
import type { GridProps } from './grid-props.ts'
import { useCellDrag } from './use-cell-drag.ts'

/** More lines fit into no week of a month; the rest is one click away. */
const LINES = 4

interface MonthGridProps extends GridProps {
  days: Days
  /** A day of the month that is meant. */
  day: string
  onDay: (day: string) => void
  onChoose: (day: string) => void
}

/** A month in weeks; on a phone with dots, and the chosen day below. */
export function MonthGrid(props: MonthGridProps) {
  const { entries, days, day, chosen, onOpen, onKey, onCreate, onMove, onDay, onChoose } = props
  const t = useText()
  const phone = usePhone()
  const shown = useMemo(() => byDay(withoutOff(entries)), [entries])
  const off = useMemo(() => offDays(entries), [entries])
  const all = daysOf(days)
  const weeks = Array.from({ length: all.length / 7 }, (_, week) => all.slice(week * 7, week * 7 + 7))
  const drag = useCellDrag((key, from, to, copy) => {
    const placed = shown.get(from.day)?.find((one) => one.key === key)
    if (!placed) return
    const by = wallOf(to.day) - wallOf(from.day)
    onMove(placed, { from: placed.from + by, until: placed.until + by, copy })
  })
  const today = dayText(wallNow())
  return (
    <div className={phone ? 'cal-month-frame phone' : 'cal-month-frame'} {...drag}>
      <table className="cal-month">
        <thead>
          <tr>
            {!phone && <th scope="col">{t('calendar.week_short')}</th>}
            {weeks[0]?.map((day) => (
              <th key={day} scope="col">
                {dateText(day, { weekday: 'short' })}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.map((week) => {
            const bars = barsOf(
              week.map((date) => shown.get(date) ?? []),
              LINES - 1,
            )
            return (
              <tr key={week[0]}>
                {!phone && (
                  <th scope="row" className="num">
                    {weekNumber(week[0] ?? day)}
                  </th>
                )}
                {week.map((date, at) => {
                  const there = shown.get(date) ?? []
                  const lines = bars[at] ?? []
                  const most = lines.length > LINES ? LINES - 1 : LINES
                  const rest = lines.slice(most).filter(Boolean).length
                  const name = off.get(date)
                  const label = dateText(date, { day: 'numeric', month: 'long' })
                  const cell = {
                    'data-day': date,
                    'data-off': name || weekdayOf(dayNumber(date)) > 5 ? '' : undefined,
                    'data-away': date.slice(0, 7) === day.slice(0, 7) ? undefined : '',
                    'aria-current': date === today ? ('date' as const) : undefined,
                  }
                  if (phone)
                    return (
                      <td key={date} {...cell} data-chosen={date === day ? '' : undefined}>
                        <button
                          type="button"
                          className="cal-dots"
                          onClick={() => onChoose(date)}
                          aria-label={`${label}: ${t('calendar.entries', { count: there.length })}`}
                        >
                          <span className="num">{Number(date.slice(8))}</span>
                          <span className="cal-dot-row">
                            {there.slice(0, 4).map(({ entry, key }) => (
                              <i key={key} style={{ background: colorOf(entry) }} />
                            ))}
                          </span>
                        </button>
                      </td>
                    )
                  return (
                    <td
                      key={date}
                      {...cell}
                      onDoubleClick={(event) =>
                        !(event.target as HTMLElement).closest('button') &&
                        onCreate({ from: wallOf(date), until: wallOf(date) + DAY, whole: true })
                      }
                    >
                      <div className="cal-cell-head">
                        <button
                          type="button"
                          className="cal-date num"
                          aria-label={label}
                          onClick={() => onDay(date)}
                        >
                          {Number(date.slice(8))}
                        </button>
                        {name && <span className="cal-off-name cut">{name}</span>}
                      </div>
                      {lines.slice(0, most).map((bar, line) => (
                        <BarChip key={bar?.placed.key ?? line} {...{ bar, chosen, onOpen, onKey }} />
                      ))}
                      {rest > 0 && (
                        <button type="button" className="cal-rest" onClick={() => onDay(date)}>
                          {t('calendar.more', { count: rest })}
                        </button>
                      )}
                    </td>
                  )
                })}
              </tr>
            )
          })}
        </tbody>
      </table>
      {phone && <Agenda {...props} days={{ first: day, last: day }} />}
    </div>
  )
}
