import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { IconArrowUpRight, IconExternalLink, IconMail, IconPhone } from '@tabler/icons-react'
import type { CustomField } from '#features/customfields/custom-field.ts'
import { formatDay, formatNumber } from '#ui/format.ts'
import { EditField } from '#ui/inputs/edit-field.tsx'
import { useText } from '#ui/texts.ts'
import type { Contact } from '../../contact.ts'
import { contactQuery, useVocabulary } from '../contact-api.ts'
import { ChoiceFact } from './choice-fact.tsx'
import { ChoicesFact } from './choices-fact.tsx'
import { ChooserFact } from './chooser-fact.tsx'
import { telephoneLink } from '../telephone.ts'
import { isEmpty } from './fact-fields.ts'
import { useSave } from './use-save.ts'

/** The firm's own fields of a contact, under the headings it gave them. */
export function CustomFacts({ contact, all }: { contact: Contact; all: boolean }) {
  const t = useText()
  const fields = customFieldsOf(useVocabulary().fields, contact)
  const shown = fields.filter(
    (field) => field.type === 'heading' || all || field.required || !isEmpty(contact.custom[field.key]),
  )
  // A heading over nothing is left out.
  const useful = shown.filter((field, at) => {
    const next = shown[at + 1]
    return field.type !== 'heading' || (next !== undefined && next.type !== 'heading')
  })
  if (!useful.length) return null
  return (
    <section className="facts-block" aria-label={t('contacts.custom')}>
      {useful[0]?.type !== 'heading' && <h2>{t('contacts.custom')}</h2>}
      {useful.map((field) =>
        field.type === 'heading' ? (
          <h2 key={field.key}>{field.name}</h2>
        ) : (
          <CustomFact key={field.key} {...{ contact, field }} />
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

function CustomFact({ contact, field }: { contact: Contact; field: CustomField }) {
  const t = useText()
  const save = useSave(contact)
  const { users } = useVocabulary()
  const { name: label, key } = field
  const value = contact.custom[key] ?? null
  const readOnly = !contact.can.includes('change')
  const write = (next: unknown) => save({ custom: { [key]: next } }, label)
  const shared = { label, readOnly, required: field.required }
  switch (field.type) {
    case 'boolean':
      return (
        <ChoiceFact
          {...shared}
          value={value === null ? null : value ? 'yes' : 'no'}
          choices={(['yes', 'no'] as const).map((id) => ({ id, name: t(id) }))}
          onSave={(id) => write(id === null ? null : id === 'yes')}
        />
      )
    case 'choice':
      return (
        <ChoiceFact
          {...shared}
          value={value as string | null}
          choices={field.options.map((id) => ({ id, name: id }))}
          onSave={write}
        />
      )
    case 'choices':
      return (
        <ChoicesFact {...shared} value={(value ?? []) as string[]} options={field.options} onSave={write} />
      )
    case 'user':
      return (
        <ChoiceFact
          {...shared}
          value={value as string | null}
          choices={users.filter(({ active, id }) => active || id === value)}
          onSave={write}
        />
      )
    case 'contact':
      return <ContactFact {...shared} id={value as string | null} onSave={write} />
    default:
      return (
        <WrittenFact {...shared} type={field.type} value={value as string | number | null} onSave={write} />
      )
  }
}

function ContactFact(props: {
  label: string
  id: string | null
  readOnly: boolean
  onSave: (id: string | null) => Promise<void>
}) {
  const { id } = props
  const { data } = useQuery({ ...contactQuery(id ?? ''), enabled: id !== null })
  return (
    <ChooserFact
      label={props.label}
      readOnly={props.readOnly}
      value={id ? { id, name: data?.displayName ?? '…' } : null}
      onSave={(choice) => props.onSave(choice?.id ?? null)}
    >
      {id && (
        <Link
          className="icon-button small fact-go"
          to={`/contacts/${id}`}
          aria-label={data?.displayName ?? ''}
        >
          <IconArrowUpRight size={14} stroke={1.75} />
        </Link>
      )}
    </ChooserFact>
  )
}

const inputs: Partial<Record<CustomField['type'], 'number' | 'date' | 'email' | 'tel' | 'url'>> = {
  number: 'number',
  date: 'date',
  email: 'email',
  phone: 'tel',
  link: 'url',
}
const links = {
  email: { icon: IconMail, href: (value: string) => `mailto:${value}` },
  phone: { icon: IconPhone, href: telephoneLink },
  link: { icon: IconExternalLink, href: (value: string) => value },
}

function WrittenFact(props: {
  label: string
  type: CustomField['type']
  value: string | number | null
  readOnly: boolean
  onSave: (value: unknown) => Promise<void>
}) {
  const { label, type, value, readOnly } = props
  const written = String(value ?? '')
  const shown =
    typeof value === 'number'
      ? formatNumber(value)
      : type === 'date' && written
        ? formatDay(written)
        : written
  const link = type === 'email' || type === 'phone' || type === 'link' ? links[type] : undefined
  return (
    <div className="fact-row">
      <EditField
        {...{ label, readOnly }}
        type={inputs[type] ?? 'text'}
        multiline={type === 'longText'}
        value={written}
        onSave={(typed) => props.onSave(typed === '' ? null : type === 'number' ? Number(typed) : typed)}
      >
        {shown}
      </EditField>
      {link && written && (
        <span className="fact-tools">
          <a
            className="icon-button small"
            href={link.href(written)}
            aria-label={`${label}: ${written}`}
            {...(type === 'link' && { target: '_blank', rel: 'noreferrer' })}
          >
            <link.icon size={14} stroke={1.75} />
          </a>
        </span>
      )}
    </div>
  )
}
