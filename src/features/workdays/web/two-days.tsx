import { DayInput } from '#ui/inputs/day-input.tsx'
import { useText } from '#ui/texts.ts'
import './workdays.css'

interface Span {
  from: string
  to: string
}

interface TwoDaysProps {
  values: Span
  fields: Record<string, string | undefined>
  set: (change: Partial<Span>) => void
}

/** From a day to a day, both of them counted; the end never lies before the start. */
export function TwoDays({ values, fields, set }: TwoDaysProps) {
  const t = useText()
  return (
    <div className="two-days">
      <DayInput
        label={t('workdays.from')}
        value={values.from || null}
        error={fields['from']}
        required
        onChange={(from) => set({ from: from ?? '', ...(from && values.to < from && { to: from }) })}
      />
      <DayInput
        label={t('workdays.to')}
        value={values.to || null}
        error={fields['to']}
        required
        onChange={(to) => set({ to: to ?? '' })}
      />
    </div>
  )
}
