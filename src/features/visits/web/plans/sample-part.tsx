import { useState } from 'react'
import { useText } from '#ui/texts.ts'
import { timeTyped } from '../read-typed.ts'
import { Field } from '../typed-fields.tsx'
import { UserSelect } from '../user-select.tsx'
import { COLORS } from './plan-draft.ts'
import type { PartProps } from './plan-form.tsx'

const reminders = [0, 15, 60, 120, 1440, 2880] as const

/** The sample appointment: what every visit of the plan begins as. */
export function SamplePart({ draft, set, errors }: PartProps) {
  const t = useText()
  const { sample } = draft
  const change = (part: Partial<typeof sample>) => set({ sample: { ...sample, ...part } })
  return (
    <fieldset className="plan-part">
      <legend>{t('plan.sample')}</legend>
      <Field label={t('visit.title')} hint={t('plan.sample.placeholders')} error={errors['sample.title']}>
        {(props) => (
          <input
            {...props}
            className="field"
            maxLength={255}
            value={sample.title}
            onChange={(event) => change({ title: event.target.value })}
          />
        )}
      </Field>
      <div className="vf-row">
        <TimeField value={sample.startTime ?? null} onChange={(startTime) => change({ startTime })} />
        <Field label={t('plan.sample.duration')}>
          {(props) => (
            <input
              {...props}
              className="field num"
              type="number"
              inputMode="numeric"
              min={1}
              max={1440}
              value={sample.durationMinutes ?? ''}
              onChange={(event) => change({ durationMinutes: Number(event.target.value) || undefined })}
            />
          )}
        </Field>
        <Field label={t('visit.reminder')}>
          {(props) => (
            <select
              {...props}
              className="field"
              value={sample.reminderMinutes ?? ''}
              onChange={(event) =>
                change({ reminderMinutes: event.target.value === '' ? null : Number(event.target.value) })
              }
            >
              <option value="">{t('visit.reminder.none')}</option>
              {reminders.map((minutes) => (
                <option key={minutes} value={minutes}>
                  {t(`visit.reminder.${minutes}`)}
                </option>
              ))}
            </select>
          )}
        </Field>
      </div>
      <div className="vf-pairs">
        <Field label={t('visit.assignee')}>
          {(props) => (
            <UserSelect {...props} value={draft.assigneeId} onChange={(assigneeId) => set({ assigneeId })} />
          )}
        </Field>
        <Field label={t('visit.category')}>
          {(props) => (
            <input
              {...props}
              className="field"
              maxLength={100}
              placeholder={t('visit.category.example')}
              value={sample.category ?? ''}
              onChange={(event) => change({ category: event.target.value || undefined })}
            />
          )}
        </Field>
      </div>
      <label className="check-line">
        <input
          type="checkbox"
          className="check"
          checked={draft.assigneeRule === 'manager'}
          onChange={(event) => set({ assigneeRule: event.target.checked ? 'manager' : 'fixed' })}
        />
        {t('plan.manager')}
      </label>
      <Colours value={draft.color} onChange={(color) => set({ color })} />
      <details>
        <summary>{t('plan.sample.more')}</summary>
        <div className="plan-more">
          <Field label={t('visit.place')} hint={t('plan.sample.place')}>
            {(props) => (
              <input
                {...props}
                className="field"
                maxLength={500}
                value={sample.place ?? ''}
                onChange={(event) => change({ place: event.target.value || undefined })}
              />
            )}
          </Field>
          {(['description', 'bring'] as const).map((key) => (
            <Field key={key} label={t(`visit.${key}`)}>
              {(props) => (
                <textarea
                  {...props}
                  className="field area"
                  rows={2}
                  value={sample[key] ?? ''}
                  onChange={(event) => change({ [key]: event.target.value || undefined })}
                />
              )}
            </Field>
          ))}
        </div>
      </details>
    </fieldset>
  )
}

/** A time, typed as one says it; empty means a visit of the day without a time. */
function TimeField({ value, onChange }: { value: string | null; onChange: (time: string | null) => void }) {
  const t = useText()
  const [typed, setTyped] = useState(value ?? '')
  const [error, setError] = useState<string>()
  const change = (next: string) => {
    setTyped(next)
    try {
      onChange(timeTyped(next))
      setError(undefined)
    } catch (unknown) {
      setError((unknown as Error).message)
    }
  }
  return (
    <Field label={t('plan.sample.time')} error={error}>
      {(props) => (
        <input
          {...props}
          className="field num"
          value={typed}
          placeholder={t('visit.no_time')}
          onChange={(event) => change(event.target.value)}
        />
      )}
    </Field>
  )
}

function Colours({ value, onChange }: { value: string | null; onChange: (color: string) => void }) {
  const t = useText()
  return (
    <div className="plan-colours" role="radiogroup" aria-label={t('plan.color')}>
      <span className="vf-label">{t('plan.color')}</span>
      {COLORS.map((color, at) => (
        <label key={color} className="plan-colour" style={{ background: color }}>
          <input
            type="radio"
            name="color"
            className="sr-only"
            aria-label={t('plan.color.no', { no: at + 1 })}
            checked={value === color}
            onChange={() => onChange(color)}
          />
        </label>
      ))}
    </div>
  )
}
