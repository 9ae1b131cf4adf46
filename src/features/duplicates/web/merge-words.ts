import { useVocabulary } from '#features/contacts/web/contact-api.ts'
import { useChangeWords } from '#features/contacts/web/page/change-words.ts'
import { factText, type FactField } from '#features/contacts/web/page/fact-fields.ts'
import type { Contact } from '#features/contacts/contact.ts'
import { useText } from '#ui/texts.ts'
import type { MergedField } from '../merge.ts'

interface FieldWords {
  /** What a field is called. */
  name: (field: string) => string
  /** What a contact says in it, one line each. */
  lines: (field: string, value: unknown, contact: Contact | undefined) => string[]
}

/** The fields of a merge in the words of the contact's page. */
export function useFieldWords(): FieldWords {
  const t = useText()
  const words = useChangeWords()
  const { fields } = useVocabulary()
  return {
    name(field) {
      const key = customKey(field)
      if (key !== undefined) return fields.find((own) => own.key === key)?.name ?? key
      return t(factText[field as FactField])
    },
    lines(field, value, contact) {
      if (field === 'companyId') return contact?.companyName ? [contact.companyName] : []
      const key = customKey(field)
      const change =
        key === undefined
          ? { field, from: null, to: value }
          : { field: 'custom', from: null, to: { [key]: value } }
      const said = words([change])
      if (field === 'details') return said.map(({ name, to }) => `${name}: ${to ?? ''}`)
      if (field === 'tags' || field === 'managers') return [said.map(({ to }) => to).join(', ')]
      return said.flatMap(({ to }) => to ?? [])
    },
  }
}

/** Fields that are united unless one contact's alone is chosen. */
export function isUnited({ field }: Pick<MergedField, 'field'>): boolean {
  return ['details', 'tags', 'managers', 'description'].includes(field)
}

function customKey(field: string): string | undefined {
  return field.startsWith('custom.') ? field.slice('custom.'.length) : undefined
}
