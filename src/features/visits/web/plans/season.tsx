import { useLanguage, useText } from '#ui/texts.ts'
import type { Rhythm } from '../../rhythm.ts'

type Season = NonNullable<Rhythm['season']>

/** The part of every year with visits, by months; it may reach over New Year. */
export function Season({
  value,
  onChange,
}: {
  value: Season | undefined
  onChange: (season: Season | undefined) => void
}) {
  const t = useText()
  const language = useLanguage()
  const months = Array.from({ length: 12 }, (_, month) =>
    new Intl.DateTimeFormat(language, { month: 'long', timeZone: 'UTC' }).format(Date.UTC(2027, month, 1)),
  )
  const first = value ? Number(value.from.slice(0, 2)) : 3
  const last = value ? Number(value.to.slice(0, 2)) : 10
  const set = (from: number, to: number) =>
    onChange({ from: `${two(from)}-01`, to: `${two(to)}-${lastDay(to)}` })
  const choice = (month: number, label: string, choose: (month: number) => void) => (
    <select
      className="field"
      aria-label={label}
      value={month}
      onChange={(event) => choose(Number(event.target.value))}
    >
      {months.map((name, at) => (
        <option key={name} value={at + 1}>
          {name}
        </option>
      ))}
    </select>
  )
  return (
    <div className="plan-season">
      <label className="check-line">
        <input
          type="checkbox"
          className="check"
          checked={value !== undefined}
          onChange={(event) => (event.target.checked ? set(3, 10) : onChange(undefined))}
        />
        {t('plan.season')}
      </label>
      {value && (
        <span className="plan-months">
          {choice(first, t('plan.season.from'), (month) => set(month, last))}
          <span aria-hidden="true">–</span>
          {choice(last, t('plan.season.to'), (month) => set(first, month))}
        </span>
      )}
    </div>
  )
}

const two = (number: number) => String(number).padStart(2, '0')

/** 29 in February: in other years the season ends a day earlier. */
function lastDay(month: number): string {
  return two(new Date(Date.UTC(2028, month, 0)).getUTCDate())
}
