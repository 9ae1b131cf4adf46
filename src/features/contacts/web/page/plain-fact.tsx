import { Link } from 'react-router'
import { IconArrowUpRight } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { formatDay } from '#ui/format.ts'
import { EditField } from '#ui/inputs/edit-field.tsx'
import { useLanguage, useText } from '#ui/texts.ts'
import type { Contact } from '../../contact.ts'
import type { Patch } from '../change-contact.ts'
import { createContact, useVocabulary } from '../contact-api.ts'
import { LabelBadge } from '../contact-parts.tsx'
import { ChoiceFact } from './choice-fact.tsx'
import { ChooserFact } from './chooser-fact.tsx'
import { factText, type FactField } from './fact-fields.ts'
import { TagsFact } from './tags-fact.tsx'
import { useSave } from './use-save.ts'

interface PlainFactProps {
  contact: Contact
  field: FactField
}

const languages = [
  'de',
  'en',
  'fr',
  'it',
  'nl',
  'pl',
  'cs',
  'da',
  'es',
  'pt',
  'sv',
  'no',
  'fi',
  'hu',
  'tr',
  'ru',
  'uk',
]
const currencies = ['EUR', 'CHF', 'USD', 'GBP', 'DKK', 'SEK', 'NOK', 'PLN', 'CZK', 'HUF']
const salutations = ['ms', 'mr', 'family', 'neutral'] as const

/** One fact of a contact, edited where it stands, each in the way its kind asks for. */
export function PlainFact({ contact, field }: PlainFactProps) {
  const t = useText()
  const save = useSave(contact)
  const language = useLanguage()
  const { types } = useVocabulary()
  const label = t(factText[field])
  const readOnly = !contact.can.includes('change')
  const choice = {
    label,
    readOnly,
    onSave: (id: string | null) => save({ [field]: id } as Patch, label),
  }
  switch (field) {
    case 'salutation':
      return (
        <ChoiceFact
          {...choice}
          value={contact.salutation}
          choices={salutations.map((id) => ({ id, name: t(`page.salutation.${id}`) }))}
        />
      )
    case 'typeId':
      return (
        <ChoiceFact
          {...choice}
          value={contact.typeId}
          choices={types.filter((type) => !type.retired || type.id === contact.typeId)}
        >
          <LabelBadge label={types.find((type) => type.id === contact.typeId)} />
        </ChoiceFact>
      )
    case 'class':
      return (
        <ChoiceFact
          {...choice}
          value={contact.class}
          choices={['A', 'B', 'C'].map((id) => ({ id, name: id }))}
        />
      )
    case 'language':
      return (
        <ChoiceFact {...choice} value={contact.language} choices={named('language', languages, language)} />
      )
    case 'currency':
      return (
        <ChoiceFact {...choice} value={contact.currency} choices={named('currency', currencies, language)} />
      )
    case 'companyId':
      return <EmployerFact {...{ contact, label, readOnly }} />
    case 'tags':
      return <TagsFact contact={contact} />
    case 'birthday':
      return (
        <EditField
          {...{ label, readOnly }}
          type="date"
          value={contact.birthday ?? ''}
          onSave={(value) => save({ birthday: value || null }, label)}
        >
          {contact.birthday && formatDay(contact.birthday)}
        </EditField>
      )
    default:
      return (
        <EditField
          {...{ label, readOnly }}
          value={contact[field] ?? ''}
          multiline={field === 'description'}
          onSave={(value) => save({ [field]: value } as Patch, label)}
        />
      )
  }
}

function EmployerFact({ contact, label, readOnly }: { contact: Contact; label: string; readOnly: boolean }) {
  const t = useText()
  const client = useQueryClient()
  const save = useSave(contact)
  const { companyId, companyName } = contact
  return (
    <ChooserFact
      {...{ label, readOnly }}
      kind="company"
      value={companyName ? { id: companyId ?? '', name: companyName } : null}
      onCreate={async (name) => {
        const made = await createContact(client, {
          kind: 'company',
          companyName: name,
          managers: contact.managers,
          visibility: contact.visibility,
        })
        return { id: made.id, name: made.displayName }
      }}
      onSave={(company) => save({ companyId: company?.id ?? null }, label)}
    >
      {companyId && (
        <Link
          className="icon-button small fact-go"
          to={`/contacts/${companyId}`}
          aria-label={t('page.open.company', { name: companyName ?? '' })}
        >
          <IconArrowUpRight size={14} stroke={1.75} />
        </Link>
      )}
    </ChooserFact>
  )
}

function named(type: 'language' | 'currency', codes: string[], language: string) {
  const names = new Intl.DisplayNames([language], { type })
  return codes.map((id) => ({ id, name: names.of(id) ?? id }))
}
