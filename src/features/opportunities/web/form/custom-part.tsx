import '#features/contacts/web/form/contact-form.css'
import { CustomInput } from '#features/contacts/web/form/custom-inputs.tsx'
import { useText } from '#ui/texts.ts'
import { useOpportunityWords } from '../opportunity-api.ts'
import type { OpportunityForm } from './use-opportunity-form.ts'

/** The firm's own fields; one that is retired is shown where it has a value. */
export function CustomPart({ form: { draft, set, fields, errors } }: { form: OpportunityForm }) {
  const t = useText()
  const known = useOpportunityWords()
  const shown = fields.filter(({ retired, key }) => !retired || draft.custom[key] !== undefined)
  if (shown.length === 0) return null
  return (
    <fieldset className="form-part opportunity-pairs">
      <legend>{t('opportunities.custom')}</legend>
      {shown.map((field) => (
        <CustomInput
          key={field.id}
          {...{ field, known }}
          value={draft.custom[field.key]}
          error={errors[`custom.${field.key}`]}
          onChange={(value) => set({ custom: { ...draft.custom, [field.key]: value } })}
        />
      ))}
    </fieldset>
  )
}
