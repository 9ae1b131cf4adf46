import { useId, useState } from 'react'
import { formatExact } from '#ui/format.ts'
import { useLanguage, useText } from '#ui/texts.ts'
import { readDay } from './read-typed.ts'
import { typedForm } from './visit-parts.tsx'

interface DayFieldProps {
  label: string
  value: string | null
  onChange: (day: string | null) => void
  /** Where `+3` counts from. */
  from?: string
  required?: boolean
  autoFocus?: boolean
  error?: string | undefined
  hint?: string
}

/** A day typed as one says it; what was understood stands below before anything happens. */
export function DayField({ label, value, onChange, from, required, autoFocus, error, hint }: DayFieldProps) {
  const t = useText()
  const id = useId()
  const language = useLanguage()
  const [typed, setTyped] = useState(value ? typedForm(value, language) : '')
  const unknown = typed.trim() !== '' && readDay(typed, from) === undefined
  const change = (next: string) => {
    setTyped(next)
    onChange(next.trim() ? (readDay(next, from) ?? null) : null)
  }
  const says = error ?? (unknown ? t('visit.day_unknown') : value ? formatExact(value) : hint)
  return (
    <div className="vf">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        className="field"
        value={typed}
        {...{ required, autoFocus }}
        {...(autoFocus && { 'data-autofocus': true })}
        placeholder={t('visit.day_example')}
        aria-invalid={unknown || error !== undefined}
        aria-describedby={`${id}-says`}
        autoComplete="off"
        onChange={(event) => change(event.target.value)}
        onBlur={() => value && setTyped(typedForm(value, language))}
      />
      <small id={`${id}-says`} className={unknown || error ? 'vf-error' : 'vf-hint'} aria-live="polite">
        {says}
      </small>
    </div>
  )
}

interface FieldProps {
  label: string
  hint?: string | undefined
  error?: string | undefined
  children: (props: { id: string; 'aria-describedby'?: string; 'aria-invalid'?: boolean }) => React.ReactNode
}

/** A label, its input, and a sentence below it. */
export function Field({ label, hint, error, children }: FieldProps) {
  const id = useId()
  const says = error ?? hint
  return (
    <div className="vf">
      <label htmlFor={id}>{label}</label>
      {children({
        id,
        ...(says && { 'aria-describedby': `${id}-says` }),
        ...(error && { 'aria-invalid': true }),
      })}
      {says && (
        <small id={`${id}-says`} className={error ? 'vf-error' : 'vf-hint'}>
          {says}
        </small>
      )}
    </div>
  )
}
