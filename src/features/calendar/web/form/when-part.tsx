import { useState, type Dispatch, type SetStateAction } from 'react'
import { ClockInput } from '#ui/inputs/clock-input.tsx'
import { DayInput } from '#ui/inputs/day-input.tsx'
import { useText } from '#ui/texts.ts'
import { ownZone, withStart, type Draft, type flawsOf } from './appointment-draft.ts'

interface WhenPartProps {
  draft: Draft
  setDraft: Dispatch<SetStateAction<Draft>>
  flaws: ReturnType<typeof flawsOf>
}

/** When it begins and ends, by the clock of its zone. */
export function WhenPart({ draft, setDraft, flaws }: WhenPartProps) {
  const t = useText()
  const [zoned, setZoned] = useState(draft.timeZone !== ownZone())
  const set = (change: Partial<Draft>) => setDraft((draft) => ({ ...draft, ...change }))
  const flaw = (field: 'start' | 'end') =>
    flaws[field] && <span className="cal-flaw">{t(`calendar.flaw.${flaws[field]}`)}</span>
  return (
    <fieldset className="cal-when whole">
      <legend className="sr-only">{t('calendar.when')}</legend>
      <div className="cal-moment">
        <DayInput
          required
          label={t('calendar.from')}
          value={draft.startDay}
          onChange={(day) => day && setDraft((draft) => withStart(draft, { startDay: day }))}
        />
        {!draft.allDay && (
          <span className="cal-field cal-clock-field">
            <ClockInput
              label={t('calendar.from_time')}
              value={draft.startTime}
              onChange={(startTime) => setDraft((draft) => withStart(draft, { startTime }))}
            />
          </span>
        )}
        {flaw('start')}
      </div>
      <div className="cal-moment">
        <DayInput
          required
          label={t('calendar.to')}
          value={draft.endDay}
          onChange={(day) => day && set({ endDay: day })}
        />
        {!draft.allDay && (
          <span className="cal-field cal-clock-field">
            <ClockInput
              label={t('calendar.to_time')}
              value={draft.endTime}
              onChange={(endTime) => set({ endTime })}
            />
          </span>
        )}
        {flaw('end')}
      </div>
      <div className="cal-when-more">
        <label className="cal-check">
          <input
            type="checkbox"
            className="check"
            checked={draft.allDay}
            onChange={({ target: { checked: allDay } }) =>
              set({ allDay, busy: allDay ? 'free' : 'busy', reminderMinutes: allDay ? null : 15 })
            }
          />
          {t('calendar.all_day')}
        </label>
        {zoned ? (
          <label className="cal-field">
            {t('calendar.zone')}
            <select
              className="field"
              value={draft.timeZone}
              onChange={(event) => set({ timeZone: event.target.value })}
            >
              {[...new Set([draft.timeZone, ownZone(), ...Intl.supportedValuesOf('timeZone')])].map(
                (zone) => (
                  <option key={zone}>{zone}</option>
                ),
              )}
            </select>
          </label>
        ) : (
          <button type="button" className="button ghost small" onClick={() => setZoned(true)}>
            {t('calendar.other_zone')}
          </button>
        )}
      </div>
    </fieldset>
  )
}
