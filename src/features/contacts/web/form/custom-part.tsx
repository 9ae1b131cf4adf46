import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useUser } from '#ui/api/session.ts'
import { useText } from '#ui/texts.ts'
import type { Vocabulary } from '../contact-api.ts'
import { CustomInput } from './custom-inputs.tsx'
import { NewFieldSheet } from './new-field-sheet.tsx'
import type { ContactFormState } from './use-contact-form.ts'

interface CustomPartProps {
  form: ContactFormState
  known: Vocabulary
  kind: 'person' | 'company'
}

/** The firm's own fields; administrators add another one without leaving the form. */
export function CustomPart({ form, known, kind }: CustomPartProps) {
  const t = useText()
  const user = useUser()
  const [adding, setAdding] = useState(false)
  const { draft, errors, set } = form
  const fields = known.fields.filter(
    (field) =>
      (field.appliesTo === 'both' || field.appliesTo === kind) &&
      (!field.retired || draft.custom[field.key] !== undefined),
  )
  if (!fields.length && user.role !== 'admin') return null
  return (
    <fieldset className="form-part pairs">
      <legend>{t('contacts.custom')}</legend>
      {fields.map((field) => (
        <CustomInput
          key={field.id}
          field={field}
          known={known}
          value={draft.custom[field.key]}
          error={errors[`custom.${field.key}`]}
          onChange={(value) => {
            set({ custom: { ...draft.custom, [field.key]: value } })
            form.complain(`custom.${field.key}`, undefined)
          }}
        />
      ))}
      {user.role === 'admin' && (
        <div className="form-adds whole">
          <button type="button" className="button ghost small" onClick={() => setAdding(true)}>
            <IconPlus size={14} stroke={1.75} />
            {t('contacts.form.new_field')}
          </button>
        </div>
      )}
      {adding && <NewFieldSheet kind={kind} onClose={() => setAdding(false)} />}
    </fieldset>
  )
}
