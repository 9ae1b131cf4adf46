import { useText } from '#ui/texts.ts'
import { ON_HOLIDAY } from '../../visit-plan.ts'
import { Field } from '../typed-fields.tsx'
import type { PartProps } from './plan-form.tsx'
import { WeekdayChoice } from './weekday-choice.tsx'

/** What shifts a date: holidays, days off, how much a day holds, how far a visit may move. */
export function RulesPart({ draft, set }: PartProps) {
  const t = useText()
  const { holidays } = draft
  const change = (part: Partial<typeof holidays>) => set({ holidays: { ...holidays, ...part } })
  return (
    <fieldset className="plan-part">
      <legend>{t('plan.rules')}</legend>
      <div className="vf-pairs">
        <Field label={t('plan.on_holiday')} hint={t(`plan.on_holiday.${holidays.onHoliday}.hint`)}>
          {(props) => (
            <select
              {...props}
              className="field"
              value={holidays.onHoliday}
              onChange={(event) => change({ onHoliday: event.target.value as typeof holidays.onHoliday })}
            >
              {ON_HOLIDAY.map((one) => (
                <option key={one} value={one}>
                  {t(`plan.on_holiday.${one}`)}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field label={t('plan.whose')}>
          {(props) => (
            <select
              {...props}
              className="field"
              value={holidays.whose}
              onChange={(event) => change({ whose: event.target.value as typeof holidays.whose })}
            >
              {(['both', 'customer', 'staff'] as const).map((whose) => (
                <option key={whose} value={whose}>
                  {t(`plan.whose.${whose}`)}
                </option>
              ))}
            </select>
          )}
        </Field>
      </div>
      <div className="plan-on">
        <span className="vf-label">{t('plan.workdays')}</span>
        <WeekdayChoice
          label={t('plan.workdays')}
          value={draft.workdays}
          onChange={(workdays) => workdays.length > 0 && set({ workdays })}
        />
      </div>
      <div className="vf-row">
        {(
          [
            ['capacityPerDay', 200],
            ['toleranceDays', 180],
            ['minimumGapDays', 365],
          ] as const
        ).map(([key, most]) => (
          <Field key={key} label={t(`plan.${key}`)} hint={t(`plan.${key}.hint`)}>
            {(props) => (
              <input
                {...props}
                className="field num"
                type="number"
                inputMode="numeric"
                min={key === 'toleranceDays' ? 0 : 1}
                max={most}
                placeholder={t(`plan.${key}.none`)}
                value={draft[key]}
                onChange={(event) => set({ [key]: event.target.value })}
              />
            )}
          </Field>
        ))}
      </div>
      <Field label={t('plan.catch_up')}>
        {(props) => (
          <select
            {...props}
            className="field"
            value={draft.catchUp}
            onChange={(event) => set({ catchUp: event.target.value as typeof draft.catchUp })}
          >
            {(['skip', 'one'] as const).map((one) => (
              <option key={one} value={one}>
                {t(`plan.catch_up.${one}`)}
              </option>
            ))}
          </select>
        )}
      </Field>
      {draft.count > 0 && (
        <Field label={t('plan.refill')}>
          {(props) => (
            <select
              {...props}
              className="field"
              value={draft.refill}
              onChange={(event) => set({ refill: event.target.value as typeof draft.refill })}
            >
              {(['whenEmpty', 'rolling', 'none'] as const).map((one) => (
                <option key={one} value={one}>
                  {t(`plan.refill.${one}`)}
                </option>
              ))}
            </select>
          )}
        </Field>
      )}
    </fieldset>
  )
}
