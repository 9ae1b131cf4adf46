import { useState } from 'react'
import { dayText, wallOf } from '#kernel/wall.ts'
import { DayInput } from '#ui/inputs/day-input.tsx'
import { useText } from '#ui/texts.ts'
import { typedTime } from '#kernel/typed-time.ts'
import type { Placed } from './calendar-api.ts'
import { clockText } from './entry-words.ts'
import type { Person } from './team-rows.tsx'
import { useMove } from './use-move.ts'

/** The twin of dragging: another day, another time, somebody else. */
export function MoveForm({ placed, people }: { placed: Placed; people: Person[] }) {
  const t = useText()
  const move = useMove()
  const { entry, from, until } = placed
  const [day, setDay] = useState(dayText(from))
  const [time, setTime] = useState(clockText(from))
  const [userId, setUserId] = useState(entry.userId ?? '')
  const clock = entry.allDay ? '00:00' : typedTime(time)
  const target = day && clock ? wallOf(`${day}T${clock}`) : Number.NaN
  const changed = target !== from || userId !== entry.userId
  return (
    <form
      className="cal-move"
      aria-label={t('calendar.move')}
      onSubmit={(event) => {
        event.preventDefault()
        if (changed && !Number.isNaN(target))
          void move(placed, { from: target, until: target + until - from, userId })
      }}
    >
      <DayInput required label={t('calendar.day')} value={day} onChange={(day) => day && setDay(day)} />
      {!entry.allDay && (
        <label>
          {t('calendar.time')}
          <input
            className="field num"
            value={time}
            inputMode="numeric"
            onChange={(event) => setTime(event.target.value)}
            onBlur={() => setTime(typedTime(time) ?? time)}
          />
        </label>
      )}
      {people.length > 1 && (
        <label>
          {t('calendar.who')}
          <select className="field" value={userId} onChange={(event) => setUserId(event.target.value)}>
            {people.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
      )}
      <button type="submit" className="button" disabled={!changed || Number.isNaN(target)}>
        {t('calendar.move')}
      </button>
    </form>
  )
}
