import { ChoiceLine } from '#features/settings/web/choice-line.tsx'
import { Part } from '#features/settings/web/settings-page.tsx'
import { EditField } from '#ui/inputs/edit-field.tsx'
import { useLanguage, useText } from '#ui/texts.ts'
import type { WorkingTime, WorkingTimeChange } from '../workday.ts'
import { regionOptions, regionOf, wordOf } from './region-options.ts'
import { WeekdayLine } from './weekday-line.tsx'
import { useChangeTime } from './workdays-api.ts'

const QUARTERS = Array.from({ length: 96 }, (_, n) => {
  const hour = String(Math.floor(n / 4)).padStart(2, '0')
  return `${hour}:${String((n % 4) * 15).padStart(2, '0')}`
})

/** When somebody works, line by line; each is saved as it is chosen. */
export function WorkingHours({ time }: { time: WorkingTime }) {
  const t = useText()
  const language = useLanguage()
  const change = useChangeTime()
  const save = (part: WorkingTimeChange) => change(time, part)
  const { startPlace } = time
  const saveCode = (postalCode: string) =>
    save({ startPlace: startPlace && { ...startPlace, postalCode: postalCode.trim() } })
  return (
    <Part title={t('workdays.hours')}>
      <WeekdayLine
        label={t('workdays.days')}
        value={time.workdays}
        onSave={(workdays) => save({ workdays })}
      />
      <ClockLine
        label={t('workdays.start')}
        value={time.startTime}
        onSave={(startTime) => save({ startTime })}
      />
      <ClockLine label={t('workdays.end')} value={time.endTime} onSave={(endTime) => save({ endTime })} />
      <ChoiceLine
        label={t('workdays.zone')}
        value={time.timeZone}
        options={withValue(Intl.supportedValuesOf('timeZone'), time.timeZone).map((value) => ({
          value,
          label: value.replaceAll('_', ' '),
        }))}
        onSave={(timeZone) => save({ timeZone })}
      />
      <ChoiceLine
        label={t('workdays.holidays')}
        value={wordOf(time.holidays)}
        options={[{ value: '', label: t('workdays.holidays_firm') }, ...regionOptions(language)]}
        onSave={(word) => save({ holidays: regionOf(word) })}
      />
      <EditField
        label={t('workdays.max_visits')}
        type="number"
        value={time.maxVisitsPerDay === null ? '' : String(time.maxVisitsPerDay)}
        onSave={(typed) => save({ maxVisitsPerDay: typed.trim() ? Number(typed) : null })}
      />
      <EditField
        label={t('workdays.start_place')}
        value={startPlace?.label ?? ''}
        placeholder={t('workdays.start_hint')}
        onSave={(label) => save({ startPlace: label.trim() ? { ...startPlace, label: label.trim() } : null })}
      />
      {startPlace && (
        <EditField label={t('workdays.start_code')} value={startPlace.postalCode ?? ''} onSave={saveCode} />
      )}
    </Part>
  )
}

interface ClockLineProps {
  label: string
  value: string
  onSave: (value: string) => Promise<unknown>
}

function ClockLine({ label, value, onSave }: ClockLineProps) {
  const options = withValue(QUARTERS, value).map((clock) => ({ value: clock, label: clock }))
  return <ChoiceLine label={label} value={value} options={options} onSave={onSave} />
}

/** What is chosen is offered, too, whoever chose it. */
function withValue(offered: string[], value: string): string[] {
  return offered.includes(value) ? offered : [...offered, value].sort()
}
