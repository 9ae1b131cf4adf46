import type { CustomField } from '#features/customfields/custom-field.ts'
import type { Vocabulary } from '../contact-api.ts'
import { CustomFact, shownFields } from './custom-fact.tsx'
import { inWords } from './use-save.ts'

interface CustomSectionProps {
  title: string
  fields: readonly CustomField[]
  custom: Record<string, unknown>
  users: Vocabulary['users']
  mayChange: boolean
  onSave: (custom: Record<string, unknown>) => Promise<unknown>
}

/** The firm's own fields of any record, changed where they are read; the empty ones only for who may fill them. */
export function CustomSection(props: CustomSectionProps) {
  const { title, custom, users, mayChange, onSave } = props
  const present = props.fields.filter(({ retired }) => !retired)
  const fields = shownFields(present, custom, mayChange)
  if (fields.length === 0) return null
  const save = async (key: string, value: unknown) => {
    try {
      await onSave({ [key]: value })
    } catch (error) {
      throw inWords(error)
    }
  }
  return (
    <section className="record-custom" aria-label={title}>
      {fields[0]?.type !== 'heading' && <h2>{title}</h2>}
      {fields.map((field) =>
        field.type === 'heading' ? (
          <h2 key={field.key}>{field.name}</h2>
        ) : (
          <CustomFact
            key={field.key}
            {...{ field, users }}
            value={custom[field.key]}
            readOnly={!mayChange}
            onSave={(value) => save(field.key, value)}
          />
        ),
      )}
    </section>
  )
}
