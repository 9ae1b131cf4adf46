import { memo, useEffect, useMemo, useState } from 'react'
import { DAY, dayText, wallOf } from '#kernel/wall.ts'
import { dayNumber, weekdayOf } from '#kernel/day.ts'
import { Face } from '#ui/face.tsx'
import { useText } from '#ui/texts.ts'
import { daysOf, type Days } from '../calendar-days.ts'
import { byDay, byUser, offDays, withoutOff } from './by-day.ts'
import { wallNow, type Placed } from './calendar-api.ts'
import { EntryChip } from './entry-chip.tsx'
import { dateText, titleOf } from './entry-words.ts'
import type { GridProps } from './grid-props.ts'
import { useCellDrag } from './use-cell-drag.ts'

export interface Person {
  id: string
  name: string
}

interface TeamRowsProps extends GridProps {
  days: Days
  people: Person[]
  onDay: (day: string) => void
}

/** A row for each person, the days beside one another: a week with words, a month with times. */
export function TeamRows({
  entries,
  days,
  people,
  chosen,
  onOpen,
  onKey,
  onCreate,
  onMove,
  onDay,
}: TeamRowsProps) {
  const t = useText()
  const all = useMemo(() => daysOf(days), [days])
  const off = useMemo(() => offDays(entries), [entries])
  const rows = useMemo(() => byUser(withoutOff(entries)), [entries])
  const today = dayText(wallNow())
  const ready = useStepwise(people.length)
  const drag = useCellDrag((key, from, to, copy) => {
    const placed = rows.get(from.userId ?? '')?.find((one) => one.key === key)
    if (!placed) return
    const by = wallOf(to.day) - wallOf(from.day)
    const userId = to.userId === from.userId ? undefined : to.userId
    onMove(placed, { from: placed.from + by, until: placed.until + by, userId, copy })
  })
  return (
    <div className="cal-team-frame" {...drag}>
      <table className={all.length > 7 ? 'cal-team dense' : 'cal-team'}>
        <thead>
          <tr>
            <th scope="col">{t('calendar.team')}</th>
            {all.map((day) => (
              <th
                key={day}
                scope="col"
                aria-current={day === today ? 'date' : undefined}
                title={off.get(day)}
              >
                <button type="button" onClick={() => onDay(day)} title={dateText(day, { dateStyle: 'full' })}>
                  <span className="muted">{dateText(day, { weekday: 'short' })}</span>{' '}
                  <span className="num">{Number(day.slice(8))}</span>
                </button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {people.slice(0, ready).map((person) => (
            <TeamRow
              key={person.id}
              person={person}
              days={all}
              entries={rows.get(person.id) ?? none}
              {...{ off, chosen, onOpen, onKey, onCreate }}
            />
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** Rows drawn in one frame: a whole team at once would hold the screen still. */
const STEP = 3

/** How many rows to draw by now; a few more with every frame. */
function useStepwise(count: number): number {
  const [ready, setReady] = useState(STEP)
  useEffect(() => {
    if (ready >= count) return undefined
    const frame = requestAnimationFrame(() => setReady(ready + STEP))
    return () => cancelAnimationFrame(frame)
  }, [ready, count])
  return ready
}

const none: Placed[] = []

interface TeamRowProps extends Pick<GridProps, 'entries' | 'chosen' | 'onOpen' | 'onKey' | 'onCreate'> {
  person: Person
  days: string[]
  off: Map<string, string>
}

/** One person; drawn anew only when something of theirs changes. */
const TeamRow = memo(function TeamRow({
  person,
  days,
  entries,
  off,
  chosen,
  onOpen,
  onKey,
  onCreate,
}: TeamRowProps) {
  const shown = byDay(entries)
  return (
    <tr>
      <th scope="row">
        <span className="cal-person">
          <Face name={person.name} />
          <span className="cut">{person.name}</span>
        </span>
      </th>
      {days.map((day) => {
        const there = shown.get(day) ?? none
        const away = there.find(({ entry }) => entry.kind === 'absence')
        const isOff = off.has(day) || weekdayOf(dayNumber(day)) > 5 || away !== undefined
        return (
          <td
            key={day}
            data-day={day}
            data-user={person.id}
            data-off={isOff ? '' : undefined}
            data-absent={away ? '' : undefined}
            title={away ? titleOf(away.entry) : off.get(day)}
            onDoubleClick={(event) =>
              event.target === event.currentTarget &&
              onCreate({ from: wallOf(day), until: wallOf(day) + DAY, whole: true, userId: person.id })
            }
          >
            {there.map((placed) => (
              <EntryChip
                key={placed.key}
                shape={days.length > 7 ? 'tiny' : 'line'}
                {...{ placed, onOpen, onKey }}
                who={person.name}
                chosen={chosen === placed.key}
              />
            ))}
          </td>
        )
      })}
    </tr>
  )
})
