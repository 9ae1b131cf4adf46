import { IconArrowUpRight, IconExternalLink, IconMail, IconPhone } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import type { CustomField } from '#features/customfields/custom-field.ts'
import { formatDay, formatNumber } from '#ui/format.ts'
import { EditField } from '#ui/inputs/edit-field.tsx'
import { useText } from '#ui/texts.ts'
import { contactQuery, type Vocabulary } from '../contact-api.ts'
import { telephoneLink } from '../telephone.ts'
import { ChoiceFact } from './choice-fact.tsx'
import { ChoicesFact } from './choices-fact.tsx'
import { ChooserFact } from './chooser-fact.tsx'
import { isEmpty } from './fact-fields.ts'
import './page.css'
import '#ui/record/plain.css'

/** The fields to be shown: with a value, or all; a heading over nothing is left out. */
export function shownFields(
  fields: readonly CustomField[],
  custom: Record<string, unknown>,
  all: boolean,
): CustomField[] {
  const shown = fields.filter(
    (field) => field.type === 'heading' || all || field.required || !isEmpty(custom[field.key]),
  )
  return shown.filter((field, at) => {
    const next = shown[at + 1]
    return field.type !== 'heading' || (next !== undefined && next.type !== 'heading')
  })
}

interface CustomFactProps {
  field: CustomField
  value: unknown
  readOnly: boolean
  users: Vocabulary['users']
  onSave: (value: unknown) => Promise<void>
}

/** A field of the firm by its type, changed where it is read; of any record. */
export function CustomFact({ field, value = null, readOnly, users, onSave: write }: CustomFactProps) {
  const t = useText()
  const { name: label } = field
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
