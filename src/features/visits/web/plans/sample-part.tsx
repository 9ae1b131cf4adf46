import { useState } from 'react'
import { useText } from '#ui/texts.ts'
import { timeTyped } from '../read-typed.ts'
import { ChoiceField, Field, NumberField, TextField, WordsField } from '../typed-fields.tsx'
import { UserSelect } from '../user-select.tsx'
import { COLORS } from './plan-draft.ts'
import type { PartProps } from './plan-form.tsx'

const reminders = ['none', '0', '15', '60', '120', '1440', '2880'] as const

/** The sample appointment: what every visit of the plan begins as. */
export function SamplePart({ draft, set, errors }: PartProps) {
  const t = useText()
  const { sample } = draft
  const change = (part: Partial<typeof sample>) => set({ sample: { ...sample, ...part } })
  return (
    <fieldset className="plan-part">
      <legend>{t('plan.sample')}</legend>
      <WordsField
        label={t('visit.title')}
        hint={t('plan.sample.placeholders')}
        error={errors['sample.title']}
        maxLength={255}
        value={sample.title}
        onChange={(typed) => change({ title: typed })}
      />
      <div className="vf-row">
        <TimeField value={sample.startTime ?? null} onChange={(startTime) => change({ startTime })} />
        <NumberField
          label={t('plan.sample.duration')}
          min={1}
          max={1440}
          value={sample.durationMinutes ?? ''}
          onChange={(typed) => change({ durationMinutes: Number(typed) || undefined })}
        />
        <ChoiceField
          label={t('visit.reminder')}
          value={sample.reminderMinutes == null ? 'none' : `${sample.reminderMinutes}`}
          choices={reminders}
          says={(one) => t(`visit.reminder.${one as (typeof reminders)[number]}`)}
          onChange={(one) => change({ reminderMinutes: one === 'none' ? null : Number(one) })}
        />
      </div>
      <div className="vf-pairs">
        <Field label={t('visit.assignee')}>
          {(props) => (
            <UserSelect {...props} value={draft.assigneeId} onChange={(assigneeId) => set({ assigneeId })} />
          )}
        </Field>
        <WordsField
          label={t('visit.category')}
          maxLength={100}
          placeholder={t('visit.category.example')}
          value={sample.category ?? ''}
          onChange={(typed) => change({ category: typed || undefined })}
        />
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
          <WordsField
            label={t('visit.place')}
            hint={t('plan.sample.place')}
            maxLength={500}
            value={sample.place ?? ''}
            onChange={(typed) => change({ place: typed || undefined })}
          />
          {(['description', 'bring'] as const).map((key) => (
            <TextField
              key={key}
              label={t(`visit.${key}`)}
              rows={2}
              value={sample[key] ?? ''}
              onChange={(typed) => change({ [key]: typed || undefined })}
            />
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
    <WordsField
      label={t('plan.sample.time')}
      error={error}
      placeholder={t('visit.no_time')}
      value={typed}
      onChange={change}
    />
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
