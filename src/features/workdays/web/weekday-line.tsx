import { useState } from 'react'
import { currentLanguage } from '#ui/texts.ts'
import { complain } from '#ui/undo.ts'
import './workdays.css'

interface WeekdayLineProps {
  label: string
  /** ISO weekdays, 1 is Monday. */
  value: readonly number[]
  onSave: (value: number[]) => Promise<unknown>
}

/** The days of a week to be switched on and off. */
export function WeekdayLine({ label, value, onSave }: WeekdayLineProps) {
  const [busy, setBusy] = useState(false)
  const toggle = async (day: number) => {
    const days = value.includes(day) ? value.filter((other) => other !== day) : [...value, day]
    setBusy(true)
    await onSave(days.toSorted((a, b) => a - b)).catch(complain)
    setBusy(false)
  }
  return (
    <div className="settings-line">
      <span className="settings-label">{label}</span>
      <span className="weekdays" role="group" aria-label={label}>
        {[1, 2, 3, 4, 5, 6, 7].map((day) => (
          <button
            key={day}
            type="button"
            className="weekday"
            aria-pressed={value.includes(day)}
            disabled={busy}
            onClick={() => void toggle(day)}
          >
            <span aria-hidden>{weekdayName(day, 'short')}</span>
            <span className="sr-only">{weekdayName(day, 'long')}</span>
          </button>
        ))}
      </span>
    </div>
  )
}

/** Mo, Montag. */
export function weekdayName(day: number, length: 'short' | 'long'): string {
  const locale = currentLanguage() === 'de' ? 'de-DE' : 'en-GB'
  // 4 January 2027 was a Monday.
  const date = new Date(Date.UTC(2027, 0, 3 + day))
  return new Intl.DateTimeFormat(locale, { weekday: length, timeZone: 'UTC' }).format(date)
}

/** Mo–Fr, or Mo, Mi, Fr. */
export function weekdaysInWords(days: readonly number[]): string {
  const runs: number[][] = []
  for (const day of days) {
    const last = runs.at(-1)
    if (last?.at(-1) === day - 1) last.push(day)
    else runs.push([day])
  }
  const name = (day: number | undefined) => weekdayName(day ?? 1, 'short')
  return runs
    .flatMap((run) => (run.length > 2 ? `${name(run[0])}–${name(run.at(-1))}` : run.map(name)))
    .join(', ')
}
