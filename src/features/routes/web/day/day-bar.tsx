import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { UserSelect } from '#features/visits/web/user-select.tsx'
import { today } from '#features/visits/web/visit-parts.tsx'
import { dayNumber, dayOf } from '#kernel/day.ts'
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
        <input
          className="field num"
          type="date"
          aria-label={t('route.day')}
          value={choice.date}
          onChange={({ target }) => target.value && onChange({ date: target.value })}
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
      <label className="route-clock">
        <span>{t('route.from')}</span>
        <input
          className="field num"
          type="time"
          value={choice.startAt}
          onChange={({ target }) => onChange({ startAt: target.value })}
        />
      </label>
      <label className="route-clock">
        <span>{t('route.to')}</span>
        <input
          className="field num"
          type="time"
          value={choice.endAt}
          onChange={({ target }) => onChange({ endAt: target.value })}
        />
      </label>
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
