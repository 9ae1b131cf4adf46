import type { CustomField } from '#features/customfields/custom-field.ts'
import { useText } from '#ui/texts.ts'
import type { Contact } from '../../contact.ts'
import { useVocabulary } from '../contact-api.ts'
import { CustomFact, shownFields } from './custom-fact.tsx'
import { useSave } from './use-save.ts'

/** The firm's own fields of a contact, under the headings it gave them. */
export function CustomFacts({ contact, all }: { contact: Contact; all: boolean }) {
  const t = useText()
  const save = useSave(contact)
  const { fields, users } = useVocabulary()
  const useful = shownFields(customFieldsOf(fields, contact), contact.custom, all)
  if (!useful.length) return null
  return (
    <section className="facts-block" aria-label={t('contacts.custom')}>
      {useful[0]?.type !== 'heading' && <h2>{t('contacts.custom')}</h2>}
      {useful.map((field) =>
        field.type === 'heading' ? (
          <h2 key={field.key}>{field.name}</h2>
        ) : (
          <CustomFact
            key={field.key}
            {...{ field, users }}
            value={contact.custom[field.key]}
            readOnly={!contact.can.includes('change')}
            onSave={(next) => save({ custom: { [field.key]: next } }, field.name)}
          />
        ),
      )}
    </section>
  )
}

/** The fields that apply to this kind of contact. */
export function customFieldsOf(fields: CustomField[], contact: Contact): CustomField[] {
  return fields.filter(
    (field) => !field.retired && (field.appliesTo === 'both' || field.appliesTo === contact.kind),
  )
}
