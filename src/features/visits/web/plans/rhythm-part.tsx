import { useLanguage, useText } from '#ui/texts.ts'
import { describeRhythm } from '../../describe-rhythm.ts'
import { RHYTHM_BASES, type Rhythm } from '../../rhythm.ts'
import { ChoiceField, DayField, NumberField } from '../typed-fields.tsx'
import type { PartProps } from './plan-form.tsx'
import { Season } from './season.tsx'
import { WeekdayChoice } from './weekday-choice.tsx'

const units = ['day', 'week', 'month', 'year'] as const
const positions = [1, 2, 3, 4, 5, -1] as const
const quick: [every: number, unit: Rhythm['unit']][] = [
  [1, 'week'],
  [2, 'week'],
  [4, 'week'],
  [1, 'month'],
  [3, 'month'],
  [6, 'month'],
  [1, 'year'],
]

/** How often, from when on, and how many ahead. What was set is said in words. */
export function RhythmPart({ draft, set, errors }: PartProps) {
  const t = useText()
  const language = useLanguage()
  const { rhythm } = draft
  const change = (part: Partial<Rhythm>) => set({ rhythm: tidy({ ...rhythm, ...part }) })
  return (
    <fieldset className="plan-part">
      <legend>{t('plan.rhythm')}</legend>
      <div className="plan-quick">
        {quick.map(([every, unit]) => (
          <button
            key={`${every} ${unit}`}
            type="button"
            className="tab"
            aria-pressed={rhythm.every === every && rhythm.unit === unit && !rhythm.weeks}
            onClick={() => change({ every, unit, weeks: undefined })}
          >
            {describeRhythm({ every, unit, from: 'planned' }, language)}
          </button>
        ))}
      </div>
      <div className="vf-row">
        <NumberField
          label={t('plan.every')}
          error={errors['rhythm.every']}
          min={1}
          max={999}
          value={rhythm.every}
          onChange={(typed) => change({ every: Math.max(1, Number(typed) || 1) })}
        />
        <ChoiceField
          label={t('plan.unit')}
          value={rhythm.unit}
          choices={units}
          says={(unit) => t(`plan.unit.${unit}`)}
          onChange={(unit) => change({ unit })}
        />
        <DayField
          label={t('plan.start')}
          value={draft.startDate}
          required
          error={errors['startDate']}
          onChange={(startDate) => set({ startDate })}
        />
      </div>
      {rhythm.unit === 'week' && rhythm.every === 1 && (
        <ChoiceField
          label={t('plan.weeks')}
          value={rhythm.weeks ?? 'all'}
          choices={['all', 'even', 'odd']}
          says={(weeks) => t(`plan.weeks.${weeks}`)}
          onChange={(weeks) => change({ weeks: weeks === 'all' ? undefined : weeks })}
        />
      )}
      {rhythm.unit !== 'day' && <OnDays rhythm={rhythm} change={change} />}
      <Count count={draft.count} onChange={(count) => set({ count })} />
      <div className="vf-pairs">
        <ChoiceField
          label={t('plan.first')}
          hint={t(`plan.first.${draft.first}.hint`)}
          value={draft.first}
          choices={['start', 'spread', 'lastVisit']}
          says={(first) => t(`plan.first.${first}`)}
          onChange={(first) => set({ first })}
        />
        <ChoiceField
          label={t('plan.base')}
          hint={t(`plan.base.${rhythm.from}.hint`)}
          value={rhythm.from}
          choices={RHYTHM_BASES}
          says={(base) => t(`plan.base.${base}`)}
          onChange={(from) => change({ from })}
        />
      </div>
      <Season value={rhythm.season} onChange={(season) => change({ season })} />
      <DayField
        label={t('plan.end')}
        value={draft.endDate}
        hint={t('plan.end.hint')}
        error={errors['endDate']}
        onChange={(endDate) => set({ endDate })}
      />
    </fieldset>
  )
}

/** On which weekdays; with months and years the first, second … of them. */
function OnDays({ rhythm, change }: { rhythm: Rhythm; change: (part: Partial<Rhythm>) => void }) {
  const t = useText()
  const byMonth = rhythm.unit === 'month' || rhythm.unit === 'year'
  const chosen = rhythm.weekdays ?? []
  return (
    <div className="plan-on">
      {byMonth && (
        <select
          className="field"
          aria-label={t('plan.position')}
          value={rhythm.endOfMonth ? 'end' : chosen.length ? String(rhythm.setPosition ?? 1) : ''}
          onChange={({ target: { value } }) => {
            if (value === '' || value === 'end')
              change({
                weekdays: undefined,
                setPosition: undefined,
                endOfMonth: value === 'end' || undefined,
              })
            else
              change({
                setPosition: Number(value),
                weekdays: chosen.length ? chosen : [2],
                endOfMonth: undefined,
              })
          }}
        >
          <option value="">{t('plan.position.none')}</option>
          {positions.map((position) => (
            <option key={position} value={position}>
              {t(`plan.position.${position === -1 ? 'last' : position}`)}
            </option>
          ))}
          <option value="end">{t('plan.position.end')}</option>
        </select>
      )}
      {(!byMonth || chosen.length > 0) && (
        <WeekdayChoice
          label={t('plan.weekdays')}
          value={chosen}
          onChange={(weekdays) => change({ weekdays: weekdays.length ? weekdays : undefined })}
        />
      )}
    </div>
  )
}

/** How many ahead; none means: the next one when this one is done. */
function Count({ count, onChange }: { count: number; onChange: (count: number) => void }) {
  const t = useText()
  return (
    <NumberField
      label={t('plan.count')}
      hint={t(count === 0 ? 'plan.count.zero' : 'plan.count.some', { count })}
      min={0}
      max={366}
      value={count}
      onChange={(typed) => onChange(Math.max(0, Math.min(366, Number(typed) || 0)))}
    />
  )
}

/** Only what belongs to the unit stays. */
function tidy({ every, unit, from, weekdays, weeks, ...rest }: LooseRhythm): Rhythm {
  const { setPosition, endOfMonth, season } = rest
  const byMonth = unit === 'month' || unit === 'year'
  const days = unit === 'day' ? undefined : weekdays
  return {
    every,
    unit,
    from,
    ...(days?.length && { weekdays: days }),
    ...(unit === 'week' && every === 1 && weeks && { weeks }),
    ...(byMonth && days?.length && { setPosition: setPosition ?? 1 }),
    ...(byMonth && endOfMonth && { endOfMonth }),
    ...(season && { season }),
  }
}

type LooseRhythm = { [Key in keyof Rhythm]: Rhythm[Key] | undefined } & Pick<
  Rhythm,
  'every' | 'unit' | 'from'
>
