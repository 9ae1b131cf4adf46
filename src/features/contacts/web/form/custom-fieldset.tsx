import type { CustomField } from '#features/customfields/custom-field.ts'
import type { Vocabulary } from '../contact-api.ts'
import './contact-form.css'
import { CustomInput } from './custom-inputs.tsx'

interface CustomFieldsetProps {
  title: string
  fields: readonly CustomField[]
  custom: Record<string, unknown>
  known: Pick<Vocabulary, 'users'>
  errors: Record<string, string>
  onChange: (custom: Record<string, unknown>) => void
}

/** The firm's own fields of any record in its form; one that is retired is shown where it has a value. */
export function CustomFieldset({ title, fields, custom, known, errors, onChange }: CustomFieldsetProps) {
  const shown = fields.filter(({ retired, key }) => !retired || custom[key] !== undefined)
  if (shown.length === 0) return null
  return (
    <fieldset className="form-part pairs">
      <legend>{title}</legend>
      {shown.map((field) => (
        <CustomInput
          key={field.id}
          {...{ field, known }}
          value={custom[field.key]}
          error={errors[`custom.${field.key}`]}
          onChange={(value) => onChange({ ...custom, [field.key]: value })}
        />
      ))}
    </fieldset>
  )
}
