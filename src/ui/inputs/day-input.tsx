import { DateInput } from '@mantine/dates'
import 'dayjs/locale/de'
import { useLanguage, useText } from '../texts.ts'

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
