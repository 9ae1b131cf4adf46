import { DateInput } from '@mantine/dates'
import 'dayjs/locale/de'
import { parseDay } from '#kernel/written-value.ts'
import { useLanguage, useText } from '../texts.ts'

/** `2.8.27` is a day in August here; a year of two digits may lie ten years ahead. */
function readTyped(typed: string, german: boolean): string | null {
  const known = parseDay(typed, 'dmy', new Date().getFullYear() + 10)
  if (known) return known
  // 2 Aug 2027, as English writes it.
  const time = german ? Number.NaN : Date.parse(`${typed} UTC`)
  return Number.isNaN(time) ? null : new Date(time).toISOString().slice(0, 10)
}

interface DayInputProps {
  label: string
  /** A day such as `2026-11-21`. */
  value: string | null
  onChange: (day: string | null) => void
  required?: boolean
  error?: string | undefined
}

/** A day, typed as one writes it or chosen from the month. */
export function DayInput({ label, value, onChange, required = false, error }: DayInputProps) {
  const t = useText()
  const german = useLanguage() === 'de'
  return (
    <DateInput
      {...{ label, value, onChange, required, error }}
      dateParser={(typed) => readTyped(typed, german)}
      locale={german ? 'de' : 'en'}
      valueFormat={german ? 'DD.MM.YYYY' : 'DD MMM YYYY'}
      firstDayOfWeek={1}
      hideOutsideDates
      clearable={!required}
      ariaLabels={{
        previousMonth: t('day.previous'),
        nextMonth: t('day.next'),
      }}
      clearButtonProps={{ 'aria-label': t('clear') }}
    />
  )
}
