import { useMemo, type ReactNode } from 'react'
import { dayText, wallOf, DAY } from '#kernel/wall.ts'
import { dayNumber, weekdayOf } from '#kernel/day.ts'
import { Face } from '#ui/face.tsx'
import { useUser } from '#ui/api/session.ts'
import { useText } from '#ui/texts.ts'
import { usePhone } from '#ui/use-phone.ts'
import { daysOf, weekNumber, type Days } from '../calendar-days.ts'
import { Agenda } from './agenda.tsx'
import { byUser, offDays, withoutOff } from './by-day.ts'
import { wallNow, type Placed } from './calendar-api.ts'
import { dateText, titleOf } from './entry-words.ts'
import type { GridProps } from './grid-props.ts'
import { MonthGrid } from './month-grid.tsx'
import { TeamRows, type Person } from './team-rows.tsx'
import { TimeGrid, type Column } from './time-grid.tsx'
import type { Settings } from './use-settings.ts'

interface CalendarViewProps {
  settings: Settings
  change: (change: Partial<Settings>) => void
  grid: GridProps
  people: Person[]
  days: Days
}

/** The view that was chosen. */
export function CalendarView({ settings, change, grid, people, days }: CalendarViewProps) {
  const phone = usePhone()
  const { view, span, day } = settings
  const names = useMemo(() => new Map(people.map(({ id, name }) => [id, name])), [people])
  const several = settings.others.length > 0 ? names : undefined
  const toDay = (day: string) =>
    change({ day, view: view === 'team' ? 'team' : 'day', ...(view === 'team' && { span: 'day' as const }) })
  if (view === 'month')
    return <MonthGrid {...grid} {...{ days, day }} onDay={toDay} onChoose={(day) => change({ day })} />
  if (view === 'list') return <Agenda {...grid} days={days} names={several} />
  if (view !== 'team') return <DayColumns {...{ grid, days }} onDay={toDay} />
  if (phone) return <TeamList {...{ grid, people }} days={{ first: day, last: day }} />
  if (span === 'day') return <PersonColumns {...{ grid, people, day }} />
  return <TeamRows {...grid} {...{ days, people }} onDay={toDay} />
}

function DayColumns({ grid, days, onDay }: { grid: GridProps; days: Days; onDay: (day: string) => void }) {
  const t = useText()
  const me = useUser()
  const { entries } = grid
  const all = daysOf(days)
  const off = offDays(entries)
  const shown = withoutOff(entries)
  const today = dayText(wallNow())
  const columns = all.map((day): Column => {
    const there = shown.filter((placed) => touches(placed, day))
    const away = there.some(({ entry }) => entry.kind === 'absence' && entry.userId === me.id)
    const head = (
      <>
        <button
          type="button"
          className="cal-day-name"
          data-today={day === today ? '' : undefined}
          onClick={() => onDay(day)}
          title={dateText(day, { dateStyle: 'full' })}
        >
          <span>{dateText(day, { weekday: 'short' })}</span> <b className="num">{Number(day.slice(8))}</b>
        </button>
        {off.has(day) && (
          <span className="cal-off-name cut" title={off.get(day)}>
            {off.get(day)}
          </span>
        )}
      </>
    )
    return {
      id: day,
      day,
      head,
      label: day,
      entries: there,
      off: offWord(day, off) ?? (away ? 'away' : undefined),
    }
  })
  return (
    <TimeGrid
      {...grid}
      columns={columns}
      corner={<span className="muted">{t('calendar.week', { week: weekNumber(days.first) })}</span>}
    />
  )
}

function PersonColumns({ grid, people, day }: { grid: GridProps; people: Person[]; day: string }) {
  const { entries } = grid
  const off = offDays(entries)
  const shown = byUser(withoutOff(entries))
  const columns = people.map(({ id, name }): Column => {
    const there = (shown.get(id) ?? []).filter((placed) => touches(placed, day))
    const away = there.find(({ entry }) => entry.kind === 'absence')
    const head = (
      <span className="cal-person">
        <Face name={name} />
        <span className="cut" title={name}>
          {name}
        </span>
      </span>
    )
    return {
      id,
      day,
      userId: id,
      head,
      label: name,
      entries: there,
      off: offWord(day, off) ?? (away && titleOf(away.entry)),
    }
  })
  return <TimeGrid {...grid} columns={columns} corner={off.get(day) as ReactNode} />
}

/** On a phone: one person below the other. */
function TeamList({ grid, people, days }: { grid: GridProps; people: Person[]; days: Days }) {
  const shown = byUser(grid.entries)
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, and may hold nothing else to stand on
    <div className="cal-agenda team" tabIndex={0}>
      {people.map(({ id, name }) => (
        <section key={id} aria-label={name}>
          <h2 className="cal-person">
            <Face name={name} /> {name}
          </h2>
          <Agenda {...grid} entries={shown.get(id) ?? []} days={days} />
        </section>
      ))}
    </div>
  )
}

function touches({ from, until }: Placed, day: string): boolean {
  const midnight = wallOf(day)
  return from < midnight + DAY && (until > midnight || from === midnight)
}

function offWord(day: string, off: Map<string, string>): string | undefined {
  return off.get(day) ?? (weekdayOf(dayNumber(day)) > 5 ? 'weekend' : undefined)
}
