import { IconLinkPlus, IconUnlink, IconUserPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Suspense, useState } from 'react'
import { Link } from 'react-router'
import { formatNumber } from '#ui/format.ts'
import { lazy } from '#ui/lazy.ts'
import { useText } from '#ui/texts.ts'
import { complain } from '#ui/undo.ts'
import { ask } from '#ui/api/request.ts'
import type { Contact } from '../../contact.ts'
import { useChangeContact } from '../change-contact.ts'
import { findContacts, personsQuery, primaryOf } from '../contact-api.ts'
import { ContactFace } from '../contact-parts.tsx'
import { openContactForm } from '../form/dialogs.ts'
import { newPersonOf } from './beside.tsx'
import { spelled, telephoneLink } from '../telephone.ts'
import './beside.css'

const RecordChooser = lazy(async () => ({
  default: (await import('#ui/inputs/record-chooser.tsx')).RecordChooser,
}))

/** The persons of a company: call, write, add a new one or one there is, let one go. */
export function PersonsTab({ contact }: { contact: Contact }) {
  const t = useText()
  const { data } = useQuery(personsQuery(contact.id))
  const [linking, setLinking] = useState(false)
  const change = useChangeContact()
  const mayChange = contact.can.includes('change')
  const move = (person: Contact, companyId: string | null) =>
    void change(
      person,
      { companyId },
      t(companyId ? 'page.person.linked' : 'page.person.unlinked', { name: person.displayName }),
    ).catch(complain)
  const link = async (id: string) => {
    setLinking(false)
    move(await ask<Contact>('GET', `/contacts/${id}`), contact.id)
  }
  return (
    <div className="persons">
      {mayChange && (
        <div className="persons-bar">
          <button
            type="button"
            className="button small"
            onClick={() => void openContactForm(newPersonOf(contact))}
          >
            <IconUserPlus size={14} stroke={1.75} />
            {t('contacts.add_person')}
          </button>
          <button
            type="button"
            className="button small"
            aria-expanded={linking}
            onClick={() => setLinking(!linking)}
          >
            <IconLinkPlus size={14} stroke={1.75} />
            {t('page.person.link')}
          </button>
        </div>
      )}
      {linking && (
        <div className="persons-link">
          <Suspense>
            <RecordChooser
              label={t('page.person.which')}
              kind="contact"
              value={null}
              find={(q, signal) => findContacts(q, signal, 'person')}
              onChange={(choice) => choice && void link(choice.id).catch(complain)}
            />
          </Suspense>
        </div>
      )}
      {data?.items.length === 0 && <p className="empty-line">{t('page.persons.empty')}</p>}
      {Boolean(data?.items.length) && (
        <PersonsTable
          persons={data?.items ?? []}
          onUnlink={mayChange ? (person) => move(person, null) : undefined}
        />
      )}
      {data?.nextCursor && (
        <Link className="beside-more" to={`/contacts?company=${contact.id}`}>
          {t('page.persons.more', { count: formatNumber(data.total ?? 0) })}
        </Link>
      )}
    </div>
  )
}

function PersonsTable({
  persons,
  onUnlink,
}: {
  persons: Contact[]
  onUnlink: ((person: Contact) => void) | undefined
}) {
  const t = useText()
  return (
    <table className="plain-table">
      <thead>
        <tr>
          <th scope="col">{t('contacts.name')}</th>
          <th scope="col">{t('contacts.phone')}</th>
          <th scope="col">{t('contacts.email')}</th>
          <th scope="col">
            <span className="sr-only">{t('page.more')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {persons.map((person) => {
          const phone = primaryOf(person.details, 'phone')
          const email = primaryOf(person.details, 'email')?.value
          return (
            <tr key={person.id}>
              <td>
                <Link className="person-cell" to={`/contacts/${person.id}`}>
                  <ContactFace contact={person} />
                  <span className="grow">
                    <span className="cut">{person.displayName}</span>
                    {person.position && <span className="cut muted">{person.position}</span>}
                  </span>
                </Link>
              </td>
              <td className="num">{phone && <a href={telephoneLink(phone)}>{spelled(phone)}</a>}</td>
              <td className="cut">{email && <a href={`mailto:${email}`}>{email}</a>}</td>
              <td className="table-tools">
                {onUnlink && person.can.includes('change') && (
                  <button
                    type="button"
                    className="icon-button small"
                    aria-label={t('page.person.unlink', { name: person.displayName })}
                    title={t('page.person.unlink', { name: person.displayName })}
                    onClick={() => onUnlink(person)}
                  >
                    <IconUnlink size={14} stroke={1.75} />
                  </button>
                )}
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
