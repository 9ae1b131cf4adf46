import { CustomFieldset } from '#features/contacts/web/form/custom-fieldset.tsx'
import { useText } from '#ui/texts.ts'
import { useOpportunityWords } from '../opportunity-api.ts'
import type { OpportunityForm } from './use-opportunity-form.ts'

/** The firm's own fields of opportunities. */
export function CustomPart({ form: { draft, set, fields, errors } }: { form: OpportunityForm }) {
  const t = useText()
  const known = useOpportunityWords()
  return (
    <CustomFieldset
      title={t('opportunities.custom')}
      {...{ fields, known, errors }}
      custom={draft.custom}
      onChange={(custom) => set({ custom })}
    />
  )
}
