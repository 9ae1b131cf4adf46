import { useId, useState, type ComponentProps } from 'react'
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

interface ChoiceFieldProps<Choice extends string> {
  label: string
  hint?: string
  value: Choice
  choices: readonly Choice[]
  says: (choice: Choice) => string
  onChange: (choice: Choice) => void
}

/** One of a few, each said in words. */
export function ChoiceField<Choice extends string>({
  label,
  hint,
  value,
  choices,
  says,
  onChange,
}: ChoiceFieldProps<Choice>) {
  return (
    <Field label={label} hint={hint}>
      {(props) => (
        <select
          {...props}
          className="field"
          value={value}
          onChange={(event) => onChange(event.target.value as Choice)}
        >
          {choices.map((choice) => (
            <option key={choice} value={choice}>
              {says(choice)}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}

interface WordsFieldProps extends Pick<ComponentProps<'input'>, 'maxLength' | 'placeholder' | 'required'> {
  label: string
  hint?: string
  error?: string | undefined
  value: string
  onChange: (value: string) => void
  'data-autofocus'?: boolean
}

/** One line of words. */
export function WordsField({ label, hint, error, onChange, ...rest }: WordsFieldProps) {
  return (
    <Field label={label} hint={hint} error={error}>
      {(props) => (
        <input {...props} {...rest} className="field" onChange={(event) => onChange(event.target.value)} />
      )}
    </Field>
  )
}

interface TextFieldProps extends Pick<ComponentProps<'textarea'>, 'rows' | 'maxLength'> {
  label: string
  value: string
  onChange: (value: string) => void
  'data-autofocus'?: boolean
}

/** Several lines of words. */
export function TextField({ label, onChange, ...rest }: TextFieldProps) {
  return (
    <Field label={label}>
      {(props) => (
        <textarea
          {...props}
          {...rest}
          className="field area"
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  )
}

interface NumberFieldProps extends Pick<ComponentProps<'input'>, 'placeholder'> {
  label: string
  hint?: string
  error?: string | undefined
  value: number | string
  min: number
  max: number
  onChange: (typed: string) => void
}

/** A whole number; what was typed is the caller's to read. */
export function NumberField({ label, hint, error, onChange, ...rest }: NumberFieldProps) {
  return (
    <Field label={label} hint={hint} error={error}>
      {(props) => (
        <input
          {...props}
          {...rest}
          className="field num"
          type="number"
          inputMode="numeric"
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  )
}
