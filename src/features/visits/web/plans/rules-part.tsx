import { useText } from '#ui/texts.ts'
import { ON_HOLIDAY } from '../../visit-plan.ts'
import { ChoiceField, NumberField } from '../typed-fields.tsx'
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
        <ChoiceField
          label={t('plan.on_holiday')}
          hint={t(`plan.on_holiday.${holidays.onHoliday}.hint`)}
          value={holidays.onHoliday}
          choices={ON_HOLIDAY}
          says={(one) => t(`plan.on_holiday.${one}`)}
          onChange={(onHoliday) => change({ onHoliday })}
        />
        <ChoiceField
          label={t('plan.whose')}
          value={holidays.whose}
          choices={['both', 'customer', 'staff']}
          says={(whose) => t(`plan.whose.${whose}`)}
          onChange={(whose) => change({ whose })}
        />
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
          <NumberField
            key={key}
            label={t(`plan.${key}`)}
            hint={t(`plan.${key}.hint`)}
            min={key === 'toleranceDays' ? 0 : 1}
            max={most}
            placeholder={t(`plan.${key}.none`)}
            value={draft[key]}
            onChange={(typed) => set({ [key]: typed })}
          />
        ))}
      </div>
      <ChoiceField
        label={t('plan.catch_up')}
        value={draft.catchUp}
        choices={['skip', 'one']}
        says={(one) => t(`plan.catch_up.${one}`)}
        onChange={(catchUp) => set({ catchUp })}
      />
      {draft.count > 0 && (
        <ChoiceField
          label={t('plan.refill')}
          value={draft.refill}
          choices={['whenEmpty', 'rolling', 'none']}
          says={(one) => t(`plan.refill.${one}`)}
          onChange={(refill) => set({ refill })}
        />
      )}
    </fieldset>
  )
}
