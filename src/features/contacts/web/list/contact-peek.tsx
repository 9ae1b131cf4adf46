import { IconCopy, IconMail, IconPencil, IconPhone } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { ComponentType } from 'react'
import { Link } from 'react-router'
import { formatDay } from '#ui/format.ts'
import { Fact } from '#ui/record/fact.tsx'
import { useText } from '#ui/texts.ts'
import type { Contact } from '../../contact.ts'
import type { Category } from '../../detail-kinds.ts'
import type { Detail } from '../../detail.ts'
import {
  contactQuery,
  nameOf,
  personsQuery,
  primaryOf,
  useVocabulary,
  type Vocabulary,
} from '../contact-api.ts'
import { ClassBadge, ContactFace, LabelBadge, Tags, Temperature, VisibilityMark } from '../contact-parts.tsx'
import { ContactName } from '../contact-name.tsx'
import { customWords } from '../custom-words.ts'
import { openContactForm } from '../form/dialogs.ts'
import { spelled, telephoneLink } from '../telephone.ts'
import { addressBlock, copy, linesOf } from './reach.ts'

interface ContactPeekProps {
  id: string
  More?: ComponentType<{ contact: Contact }> | undefined
}

/** A contact beside the list: who it is, how to reach them, what matters. */
export function ContactPeek({ id, More }: ContactPeekProps) {
  const t = useText()
  const { data: contact, error } = useQuery(contactQuery(id))
  const known = useVocabulary()
  if (error && !contact) return <p className="peek-note">{t('contacts.peek.missing')}</p>
  if (!contact) return null
  return (
    <article className="contact-peek">
      <PeekHead contact={contact} known={known} />
      <ReachFacts contact={contact} />
      <Facts contact={contact} known={known} />
      {contact.description && <p className="peek-text">{contact.description}</p>}
      {contact.kind === 'company' && <Persons company={contact} />}
      {More && <More contact={contact} />}
    </article>
  )
}

function PeekHead({ contact, known }: { contact: Contact; known: Vocabulary }) {
  const t = useText()
  const number = primaryOf(contact.details, 'phone')
  const email = primaryOf(contact.details, 'email')?.value
  return (
    <header className="peek-who">
      <ContactFace contact={contact} large />
      <div className="grow">
        <h2>{[contact.title, contact.displayName].filter(Boolean).join(' ')}</h2>
        <p className="muted">
          {[contact.kind === 'person' ? contact.position : contact.industry].filter(Boolean)}
          {contact.kind === 'person' && contact.companyId && (
            <>
              {contact.position && ' · '}
              <Link to={`/contacts/${contact.companyId}`}>{contact.companyName}</Link>
            </>
          )}
        </p>
        <p className="peek-marks">
          <LabelBadge label={known.types.find((type) => type.id === contact.typeId)} />
          <Temperature level={known.temperatures.find((level) => level.id === contact.temperatureId)} />
          <ClassBadge value={contact.class} />
        </p>
      </div>
      <div className="peek-actions">
        {number && (
          <a className="button" href={telephoneLink(number)}>
            <IconPhone size={16} stroke={1.75} />
            {t('contacts.call')}
          </a>
        )}
        {email && (
          <a className="button" href={`mailto:${email}`}>
            <IconMail size={16} stroke={1.75} />
            {t('contacts.email')}
          </a>
        )}
        {contact.can.includes('change') && (
          <button
            type="button"
            className="button"
            onClick={() => void openContactForm({ kind: contact.kind, contact })}
          >
            <IconPencil size={16} stroke={1.75} />
            {t('contacts.edit')}
          </button>
        )}
      </div>
    </header>
  )
}

/** What the panel shows, in this order; the rest stands on the page. */
const reached = ['phone', 'email', 'address', 'web', 'whatsapp', 'linkedin', 'xing']

function ReachFacts({ contact }: { contact: Contact }) {
  const t = useText()
  const rows = reached.flatMap((kind) =>
    contact.details
      .filter((row) => row.kind === kind)
      .toSorted((a, b) => Number(b.primary) - Number(a.primary)),
  )
  if (!rows.length) return null
  return (
    <section className="peek-facts" aria-label={t('contacts.peek.reach')}>
      <dl>
        {rows.map((row, index) => (
          <Fact key={index} name={t(`contacts.detail.${row.kind}`)}>
            <Reach row={row} contact={contact} />
            {row.category !== 'work' && (
              <span className="peek-category">{t(`contacts.category.${row.category as Category}`)}</span>
            )}
          </Fact>
        ))}
      </dl>
    </section>
  )
}

function Reach({ row, contact }: { row: Detail; contact: Contact }) {
  const t = useText()
  if (row.kind === 'address') {
    const block = row.primary
      ? addressBlock(contact)
      : [contact.displayName, ...linesOf(row.value)].join('\n')
    return (
      <span className="peek-address">
        <span>{linesOf(row.value).join('\n')}</span>
        <button
          type="button"
          className="icon-button small"
          aria-label={t('contacts.copy_address')}
          title={t('contacts.copy_address')}
          onClick={() => copy(block ?? '')}
        >
          <IconCopy size={14} stroke={1.75} />
        </button>
      </span>
    )
  }
  if (row.kind === 'phone') return <a href={telephoneLink(row)}>{spelled(row)}</a>
  if (row.kind === 'email') return <a href={`mailto:${row.value}`}>{row.value}</a>
  if (!/^https?:\/\/|^[\w-]+(\.[\w-]+)+/.test(row.value)) return row.value
  const href = /^https?:/.test(row.value) ? row.value : `https://${row.value}`
  return (
    <a href={href} target="_blank" rel="noreferrer">
      {row.value.replace(/^https?:\/\//, '')}
    </a>
  )
}

function Facts({ contact, known }: { contact: Contact; known: Vocabulary }) {
  const t = useText()
  const custom = known.fields.flatMap((field) => {
    const words = customWords(field, contact.custom[field.key], known)
    return words ? [{ field, words }] : []
  })
  return (
    <section className="peek-facts" aria-label={t('contacts.peek.facts')}>
      <dl>
        {contact.tags.length > 0 && (
          <Fact name={t('contacts.tags')}>
            <Tags names={contact.tags} known={known.tags} />
          </Fact>
        )}
        <Fact name={t('contacts.managers')}>
          {contact.managers.map((id) => nameOf(known, id)).join(', ') || t('contacts.managers.none')}
        </Fact>
        <Fact name={t('contacts.visibility')}>
          <VisibilityMark value={contact.visibility} words />
        </Fact>
        {contact.birthday && <Fact name={t('contacts.birthday')}>{formatDay(contact.birthday)}</Fact>}
        {custom.map(({ field, words }) => (
          <Fact key={field.id} name={field.name}>
            {field.type === 'contact' ? (
              <Link to={`/contacts/${words}`}>
                <ContactName id={words} />
              </Link>
            ) : (
              words
            )}
          </Fact>
        ))}
      </dl>
    </section>
  )
}

/** So many persons stand in the panel; the list shows them all. */
const fewPersons = 6

function Persons({ company }: { company: Contact }) {
  const t = useText()
  const { data } = useQuery(personsQuery(company.id))
  if (!data?.items.length) return null
  return (
    <section className="peek-persons">
      <h3>{t('contacts.persons')}</h3>
      <ul>
        {data.items.slice(0, fewPersons).map((person) => (
          <li key={person.id}>
            <Link to={`/contacts/${person.id}`}>
              <ContactFace contact={person} />
              <span className="grow cut">{person.displayName}</span>
              <span className="muted cut">{person.position}</span>
            </Link>
          </li>
        ))}
      </ul>
      {data.items.length > fewPersons && (
        <Link to={`/contacts?company=${company.id}`}>
          {t('contacts.peek.all_persons', { count: data.total ?? data.items.length })}
        </Link>
      )}
    </section>
  )
}
