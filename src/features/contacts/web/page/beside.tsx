import { IconUserPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { formatNumber } from '#ui/format.ts'
import { useText } from '#ui/texts.ts'
import type { Contact } from '../../contact.ts'
import { personsQuery } from '../contact-api.ts'
import { ContactFace } from '../contact-parts.tsx'
import { openContactForm } from '../form/dialogs.ts'
import './beside.css'

const most = 8

interface BesidePersons {
  /** The first hundred of them. */
  persons: Contact[]
  total: number
}

/** The persons that belong beside this contact: of a company its own, of a person the colleagues; none: no column. */
export function useBeside(contact: Contact): BesidePersons | undefined {
  const company = contact.kind === 'company' ? contact.id : contact.companyId
  const { data } = useQuery({ ...personsQuery(company ?? ''), enabled: company !== null })
  const persons = data?.items.filter((person) => person.id !== contact.id) ?? []
  if (!data || persons.length === 0) return undefined
  const others = contact.kind === 'company' ? 0 : 1
  return { persons, total: (data.total ?? data.items.length) - others }
}

/** The right column: people one click away. */
export function Beside({ contact, persons, total }: BesidePersons & { contact: Contact }) {
  const t = useText()
  const company = contact.kind === 'company'
  const title = t(company ? 'contacts.persons' : 'page.colleagues')
  return (
    <aside className="beside" aria-label={title}>
      <header className="beside-head">
        <h2>{title}</h2>
        <span className="muted num">{formatNumber(total)}</span>
        <span className="grow" />
        {company && contact.can.includes('change') && (
          <button
            type="button"
            className="icon-button small"
            aria-label={t('contacts.add_person')}
            title={t('contacts.add_person')}
            onClick={() => void openContactForm(newPersonOf(contact))}
          >
            <IconUserPlus size={16} stroke={1.75} />
          </button>
        )}
      </header>
      <ul>
        {persons.slice(0, most).map((person) => (
          <li key={person.id}>
            <Link className="beside-person" to={`/contacts/${person.id}`}>
              <ContactFace contact={person} />
              <span className="grow">
                <span className="cut">{person.displayName}</span>
                {person.position && <span className="cut muted">{person.position}</span>}
              </span>
            </Link>
          </li>
        ))}
      </ul>
      {total > most && (
        <Link
          className="beside-more"
          to={company ? '?tab=persons' : `/contacts/${contact.companyId}?tab=persons`}
        >
          {t('contacts.peek.all_persons', { count: total })}
        </Link>
      )}
    </aside>
  )
}

/** The form of a new person of this company, with what it passes on. */
export function newPersonOf(company: Contact) {
  const { managers, visibility, tags, temperatureId, language } = company
  return {
    kind: 'person' as const,
    preset: {
      companyId: company.id,
      companyName: company.displayName,
      managers,
      visibility,
      tags,
      temperatureId,
      language,
    },
  }
}
