import { useState } from 'react'
import { DayInput } from '#ui/inputs/day-input.tsx'
import { useText } from '#ui/texts.ts'
import {
  everyWorkday,
  FREQUENCIES,
  placeInMonth,
  plainRepeat,
  ruleOf,
  type Frequency,
  type Repeat,
} from '../../repeat.ts'
import { ruleWords, weekdayName } from '../rule-words.ts'

interface RepeatPartProps {
  /** The first day. */
  day: string
  repeat: Repeat | string | null
  onChange: (repeat: Repeat | string | null) => void
}

const ALL = [1, 2, 3, 4, 5, 6, 7]

/** How it repeats: the plain ones at once, everything else under "Angepasst", always said in words. */
export function RepeatPart({ day, repeat, onChange }: RepeatPartProps) {
  const t = useText()
  const choices: Record<Frequency | 'workdays', Repeat> = {
    DAILY: plainRepeat('DAILY', day),
    WEEKLY: plainRepeat('WEEKLY', day),
    MONTHLY: plainRepeat('MONTHLY', day),
    YEARLY: plainRepeat('YEARLY', day),
    workdays: everyWorkday(),
  }
  const chosen =
    repeat === null
      ? 'never'
      : (Object.entries(choices).find(([, one]) => JSON.stringify(one) === JSON.stringify(repeat))?.[0] ??
        'own')
  const [own, setOwn] = useState(chosen === 'own')
  const choose = (choice: string) => {
    setOwn(choice === 'own')
    if (choice === 'never') onChange(null)
    else if (choice === 'own') onChange(repeat ?? plainRepeat('WEEKLY', day))
    else onChange(choices[choice as Frequency] ?? null)
  }
  const rule = repeat === null || typeof repeat === 'string' ? repeat : ruleOf(repeat, day)
  return (
    <div className="cal-repeat whole">
      <label className="cal-field">
        {t('calendar.repeat')}
        <select
          className="field"
          value={own ? 'own' : chosen}
          onChange={(event) => choose(event.target.value)}
        >
          <option value="never">{t('calendar.repeat.never')}</option>
          {(['DAILY', 'workdays', 'WEEKLY', 'MONTHLY', 'YEARLY'] as const).map((choice) => (
            <option key={choice} value={choice}>
              {t(`calendar.repeat.${choice}`)}
            </option>
          ))}
          <option value="own">{t('calendar.repeat.custom')}</option>
        </select>
      </label>
      {rule && <p className="muted cal-rule">{ruleWords(rule, day)}</p>}
      {own && repeat !== null && typeof repeat !== 'string' && <Custom {...{ day, repeat, onChange }} />}
    </div>
  )
}

function Custom({
  day,
  repeat,
  onChange,
}: {
  day: string
  repeat: Repeat
  onChange: (repeat: Repeat) => void
}) {
  const t = useText()
  const set = (change: Partial<Repeat>) => onChange({ ...repeat, ...change })
  const place = placeInMonth(day)
  const end = repeat.count ? 'count' : repeat.until ? 'until' : 'never'
  return (
    <div className="cal-custom">
      <label className="cal-field">
        {t('calendar.repeat.every')}
        <input
          className="field num"
          type="number"
          min={1}
          max={999}
          value={repeat.interval}
          onChange={(event) => set({ interval: Math.max(1, event.target.valueAsNumber || 1) })}
        />
      </label>
      <label className="cal-field">
        {t('calendar.repeat.unit')}
        <select
          className="field"
          value={repeat.frequency}
          onChange={({ target }) =>
            set({ ...plainRepeat(target.value as Frequency, day), interval: repeat.interval })
          }
        >
          {FREQUENCIES.map((one) => (
            <option key={one} value={one}>
              {t(`calendar.unit.${one}`)}
            </option>
          ))}
        </select>
      </label>
      {repeat.frequency === 'MONTHLY' && (
        <label className="cal-field">
          {t('calendar.repeat.on')}
          <select
            className="field"
            value={repeat.place ?? ''}
            onChange={(event) => set({ place: event.target.value ? Number(event.target.value) : null })}
          >
            <option value="">{t('calendar.repeat.same_day', { day: Number(day.slice(8)) })}</option>
            {[...(place < 5 ? [place] : []), -1].map((one) => (
              <option key={one} value={one}>
                {ruleWords(
                  ruleOf({ ...repeat, interval: 1, place: one, count: null, until: null }, day),
                  day,
                )}
              </option>
            ))}
          </select>
        </label>
      )}
      {repeat.frequency === 'WEEKLY' && (
        <div className="cal-weekdays" role="group" aria-label={t('calendar.repeat.weekdays')}>
          {ALL.map((weekday) => (
            <button
              key={weekday}
              type="button"
              className="tab"
              aria-pressed={repeat.weekdays.includes(weekday)}
              title={weekdayName(weekday)}
              onClick={() =>
                set({ weekdays: ALL.filter((one) => repeat.weekdays.includes(one) !== (one === weekday)) })
              }
            >
              {weekdayName(weekday, 'short')}
            </button>
          ))}
        </div>
      )}
      <label className="cal-field cal-ends">
        {t('calendar.repeat.ends')}
        <select
          className="field"
          value={end}
          onChange={({ target }) =>
            set({ count: target.value === 'count' ? 10 : null, until: target.value === 'until' ? day : null })
          }
        >
          <option value="never">{t('calendar.repeat.endless')}</option>
          <option value="count">{t('calendar.repeat.after')}</option>
          <option value="until">{t('calendar.repeat.until')}</option>
        </select>
      </label>
      {end === 'count' && (
        <label className="cal-field">
          {t('calendar.repeat.times')}
          <input
            className="field num"
            type="number"
            min={1}
            max={999}
            value={repeat.count ?? 10}
            onChange={(event) => set({ count: Math.max(1, event.target.valueAsNumber || 1) })}
          />
        </label>
      )}
      {end === 'until' && (
        <DayInput
          required
          label={t('calendar.repeat.last')}
          value={repeat.until}
          onChange={(until) => until && set({ until })}
        />
      )}
    </div>
  )
}
