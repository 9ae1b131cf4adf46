import { useLanguage } from '#ui/texts.ts'

interface WeekdayChoiceProps {
  label: string
  /** Monday is 1. */
  value: number[]
  onChange: (days: number[]) => void
}

/** Weekdays to switch on and off. */
export function WeekdayChoice({ label, value, onChange }: WeekdayChoiceProps) {
  const language = useLanguage()
  const toggle = (day: number) =>
    onChange(
      value.includes(day)
        ? value.filter((other) => other !== day)
        : [...value, day].toSorted((a, b) => a - b),
    )
  return (
    <div className="plan-weekdays" role="group" aria-label={label}>
      {[1, 2, 3, 4, 5, 6, 7].map((day) => (
        <button
          key={day}
          type="button"
          aria-pressed={value.includes(day)}
          aria-label={weekdayWord(day, language, 'long')}
          onClick={() => toggle(day)}
        >
          {weekdayWord(day, language, 'short')}
        </button>
      ))}
    </div>
  )
}

/** Mo, Di … or Montag, Dienstag …; Monday is 1. */
export function weekdayWord(day: number, language: 'de' | 'en', how: 'long' | 'short'): string {
  // 1 March 2027 is a Monday.
  const at = new Date(Date.UTC(2027, 2, day))
  return new Intl.DateTimeFormat(language, { weekday: how, timeZone: 'UTC' }).format(at).replace('.', '')
}
