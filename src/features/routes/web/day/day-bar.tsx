import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { UserSelect } from '#features/visits/web/user-select.tsx'
import { today } from '#features/visits/web/visit-parts.tsx'
import { dayNumber, dayOf } from '#kernel/day.ts'
import { ClockInput } from '#ui/inputs/clock-input.tsx'
import { DayInput } from '#ui/inputs/day-input.tsx'
import { useText } from '#ui/texts.ts'
import type { DayChoice } from './use-day-route.ts'

/** Whose day it is, which one, from when to when. */
export function DayBar({
  choice,
  onChange,
}: {
  choice: DayChoice
  onChange: (change: Partial<DayChoice>) => void
}) {
  const t = useText()
  const step = (days: number) => onChange({ date: dayOf(dayNumber(choice.date) + days) })
  return (
    <div className="route-bar">
      <UserSelect value={choice.user} aria-label={t('route.user')} onChange={(user) => onChange({ user })} />
      <span className="route-days">
        <button type="button" className="icon-button" aria-label={t('route.before')} onClick={() => step(-1)}>
          <IconChevronLeft size={18} stroke={1.75} />
        </button>
        <DayInput
          label={t('route.day')}
          value={choice.date}
          required
          onChange={(date) => date && onChange({ date })}
        />
        <button type="button" className="icon-button" aria-label={t('route.after')} onClick={() => step(1)}>
          <IconChevronRight size={18} stroke={1.75} />
        </button>
        <button
          type="button"
          className="button ghost"
          disabled={choice.date === today()}
          onClick={() => onChange({ date: today() })}
        >
          {t('route.today')}
        </button>
      </span>
      <span className="route-clock">
        <span aria-hidden="true">{t('route.from')}</span>
        <ClockInput
          optional
          label={t('route.from')}
          value={choice.startAt}
          onChange={(startAt) => onChange({ startAt })}
        />
      </span>
      <span className="route-clock">
        <span aria-hidden="true">{t('route.to')}</span>
        <ClockInput
          optional
          label={t('route.to')}
          value={choice.endAt}
          onChange={(endAt) => onChange({ endAt })}
        />
      </span>
      <label className="route-check">
        <input
          type="checkbox"
          checked={choice.lunch}
          onChange={({ target }) => onChange({ lunch: target.checked })}
        />
        <span>{t('route.lunch')}</span>
      </label>
    </div>
  )
}
