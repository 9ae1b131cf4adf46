import { useState } from 'react'
import { dayText, wallOf } from '#kernel/wall.ts'
import { DayInput } from '#ui/inputs/day-input.tsx'
import { useText } from '#ui/texts.ts'
import { typedTime } from '#kernel/typed-time.ts'
import type { Placed } from './calendar-api.ts'
import { clockText } from './entry-words.ts'
import type { Person } from './team-rows.tsx'
import { useMove } from './use-move.ts'
import './panel.css'

/** The twin of dragging: another day, another time, longer or shorter, somebody else. */
export function MoveForm({ placed, people }: { placed: Placed; people: Person[] }) {
  const t = useText()
  const move = useMove()
  const { entry, from, until } = placed
  const [day, setDay] = useState(dayText(from))
  const [time, setTime] = useState(clockText(from))
  const [userId, setUserId] = useState(entry.userId ?? '')
  /** Undefined: it stays as long as it is. */
  const [end, setEnd] = useState<string>()
  const at = (clock: string | undefined) => (day && clock ? wallOf(`${day}T${clock}`) : Number.NaN)
  const target = at(entry.allDay ? '00:00' : typedTime(time))
  const last = end === undefined ? target + until - from : at(typedTime(end))
  const hasEnd = entry.kind !== 'task' && !entry.allDay && dayText(from) === dayText(until)
  const changed = target !== from || last !== until || userId !== entry.userId
  const isWhole = last >= target && (end === undefined || last > target)
  return (
    <form
      className="cal-move"
      aria-label={t('calendar.move')}
      onSubmit={(event) => {
        event.preventDefault()
        if (changed && isWhole) void move(placed, { from: target, until: last, userId })
      }}
    >
      <DayInput required label={t('calendar.day')} value={day} onChange={(day) => day && setDay(day)} />
      {!entry.allDay && (
        <ClockField
          label={t(hasEnd ? 'calendar.from_time' : 'calendar.time')}
          value={time}
          onChange={setTime}
        />
      )}
      {hasEnd && (
        <ClockField
          label={t('calendar.to_time')}
          value={end ?? (Number.isNaN(last) ? '' : clockText(last))}
          onChange={setEnd}
        />
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
      <button type="submit" className="button" disabled={!changed || !isWhole}>
        {t('calendar.move')}
      </button>
    </form>
  )
}

interface ClockFieldProps {
  label: string
  value: string
  onChange: (typed: string) => void
}

function ClockField({ label, value, onChange }: ClockFieldProps) {
  return (
    <label>
      {label}
      <input
        className="field num"
        value={value}
        inputMode="numeric"
        onChange={(event) => onChange(event.target.value)}
        onBlur={() => {
          const clock = typedTime(value)
          if (clock !== undefined && clock !== value) onChange(clock)
        }}
      />
    </label>
  )
}
