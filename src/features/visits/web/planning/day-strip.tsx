import { dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { useSearchParams } from 'react-router'
import { dayNumber, dayOf, weekdayOf } from '#kernel/day.ts'
import { ask } from '#ui/api/request.ts'
import { formatExact } from '#ui/format.ts'
import type { Chosen, ViewState } from '#ui/list/description.ts'
import { useLanguage, useText } from '#ui/texts.ts'
import { complain } from '#ui/undo.ts'
import { useLatest } from '#ui/use-latest.ts'
import type { VisitDays } from '../../visit-days.ts'
import { today } from '../visit-parts.tsx'
import { useVisitActs } from '../use-visit-acts.ts'
import { paramsOf } from '#ui/list/question-of.ts'
import { isDragged } from './grip.tsx'
import './planning.css'

interface DayStripProps {
  state: ViewState
  always: Record<string, string[]>
  chosen: Chosen
  count: number
}

const weeks = 4

type Counts = VisitDays['items'][number]

/** The next four weeks: how full each day is. A day narrows the table; rows dropped on it move there. */
export function DayStrip({ state, always, chosen, count }: DayStripProps) {
  const t = useText()
  const language = useLanguage()
  const [params, setParams] = useSearchParams()
  const { bulk } = useVisitActs()
  const now = dayNumber(today())
  // At the weekend the week that matters is the next one.
  const monday = now - weekdayOf(now) + (weekdayOf(now) > 5 ? 8 : 1)
  const days = Array.from({ length: weeks * 7 }, (_, at) => dayOf(monday + at))
  const { data } = useQuery(daysQuery(state, days[0] ?? '', days.at(-1) ?? ''))
  const byDay = new Map(data?.items.map((item) => [item.date, item]))
  const most = Math.max(1, ...[...byDay.values()].map(({ proposed, open }) => proposed + open))
  const [from, to] = [params.get('from'), params.get('to')]
  const narrow = (day: string) => {
    const next = new URLSearchParams(params)
    const isOn = from === day && to === day
    for (const end of ['from', 'to']) {
      if (isOn) next.delete(end)
      else next.set(end, day)
    }
    setParams(next, { preventScrollReset: true })
  }
  return (
    <div className="day-strip" role="group" aria-label={t('visits.days')}>
      {Array.from({ length: weeks }, (_, week) => (
        <div key={week} className="day-week">
          <span className="day-week-name">{t('visits.week_no', { no: weekOf(monday + week * 7) })}</span>
          <div className="day-cells">
            {days.slice(week * 7, week * 7 + 7).map((day) => (
              <DayCell
                key={day}
                {...{ day, most, language }}
                counts={byDay.get(day)}
                capacity={data?.capacity ?? null}
                past={dayNumber(day) < now}
                pressed={from === day && to === day}
                onPress={() => narrow(day)}
                onDrop={(moved) => void bulk(moved, { date: day }, always).catch(complain)}
              />
            ))}
          </div>
        </div>
      ))}
      <span className="sr-only" role="status">
        {count > 0 && 'ids' in chosen && t('visits.days_hint', { count })}
      </span>
    </div>
  )
}

interface DayCellProps {
  day: string
  most: number
  language: 'de' | 'en'
  counts: Counts | undefined
  capacity: number | null
  past: boolean
  pressed: boolean
  onPress: () => void
  onDrop: (chosen: Chosen) => void
}

function DayCell({ day, most, language, counts, capacity, past, pressed, onPress, onDrop }: DayCellProps) {
  const t = useText()
  const cell = useRef<HTMLButtonElement>(null)
  const [over, setOver] = useState(false)
  const drop = useLatest(onDrop)
  useEffect(() => {
    if (!cell.current || past) return undefined
    return dropTargetForElements({
      element: cell.current,
      canDrop: ({ source }) => isDragged(source.data),
      onDragEnter: () => setOver(true),
      onDragLeave: () => setOver(false),
      onDrop: ({ source }) => {
        setOver(false)
        if (isDragged(source.data)) drop.current(source.data.chosen)
      },
    })
  }, [past, drop])
  const { proposed = 0, open = 0 } = counts ?? {}
  const total = proposed + open
  const full = capacity !== null && total > capacity
  const scale = Math.max(most, capacity ?? 0)
  const date = new Date(`${day}T00:00:00`)
  const weekend = date.getDay() % 6 === 0
  const words = [
    formatExact(day),
    t('visits.day_counts', { proposed, open }),
    capacity === null ? '' : t('visits.day_capacity', { count: capacity }),
  ]
  const look = ['day-cell', weekend && 'weekend', over && 'over', full && 'full', past && 'past']
  return (
    <button
      ref={cell}
      type="button"
      className={look.filter(Boolean).join(' ')}
      aria-pressed={pressed}
      title={words.filter(Boolean).join('\n')}
      aria-current={day === today() ? 'date' : undefined}
      onClick={onPress}
    >
      <span className="sr-only">{words.filter(Boolean).join(', ')}</span>
      <span className="day-name" aria-hidden="true">
        {new Intl.DateTimeFormat(language, { weekday: 'short' }).format(date).replace('.', '')}
      </span>
      <span className="day-number num" aria-hidden="true">
        {date.getDate()}
      </span>
      <span className="day-load" aria-hidden="true">
        <span className="open" style={{ height: `${(open / scale) * 100}%` }} />
        <span className="proposed" style={{ height: `${(proposed / scale) * 100}%` }} />
      </span>
      <span className="day-count num" aria-hidden="true">
        {total || ''}
      </span>
    </button>
  )
}

/** How full the days are, for the plans and users the table is narrowed to. */
function daysQuery(state: ViewState, from: string, to: string) {
  const { plan, assignee } = state.filters
  const narrowed = { ...(plan && { plan }), ...(assignee && { assignee }) }
  const params = paramsOf({ q: state.q, filters: narrowed }, { from: [from], to: [to] }).toString()
  return {
    queryKey: ['visit', 'days', params],
    queryFn: ({ signal }: { signal: AbortSignal }) =>
      ask<VisitDays>('GET', `/visits/days?${params}`, { signal }),
    placeholderData: keepPreviousData,
  }
}

/** The number of a week by ISO 8601: that of its Thursday. */
export function weekOf(day: number): number {
  const thursday = day - weekdayOf(day) + 4
  const newYear = dayNumber(`${dayOf(thursday).slice(0, 4)}-01-01`)
  return Math.floor((thursday - newYear) / 7) + 1
}
