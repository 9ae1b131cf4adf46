import { useState } from 'react'
import { Face } from '#ui/face.tsx'
import { formatDay, formatExact } from '#ui/format.ts'
import { useText } from '#ui/texts.ts'
import type { Contact } from '../../contact.ts'
import { nameOf, useVocabulary } from '../contact-api.ts'
import { VisibilityMark } from '../contact-parts.tsx'
import { openPermissions } from '../form/dialogs.ts'
import { CustomFacts, customFieldsOf } from './custom-facts.tsx'
import { DetailFacts } from './detail-facts.tsx'
import { emptyFacts, factsOf, isEmpty } from './fact-fields.ts'
import { PlainFact } from './plain-fact.tsx'

/** Everything known of a contact, edited where it is read. */
export function Facts({ contact }: { contact: Contact }) {
  const t = useText()
  const [all, setAll] = useState(false)
  const custom = customFieldsOf(useVocabulary().fields, contact).filter(
    ({ key, type, required }) => type !== 'heading' && !required && isEmpty(contact.custom[key]),
  )
  const hidden = emptyFacts(contact) + custom.length
  const mayChange = contact.can.includes('change')
  return (
    <div className="facts">
      <DetailFacts contact={contact} />
      <section className="facts-block" aria-label={t('contacts.peek.facts')}>
        <h2>{t('contacts.peek.facts')}</h2>
        {factsOf(contact, all && mayChange)
          .filter((field) => mayChange || !isEmpty(contact[field]))
          .map((field) => (
            <PlainFact key={field} {...{ contact, field }} />
          ))}
      </section>
      <CustomFacts {...{ contact, all }} />
      {mayChange && (hidden > 0 || all) && (
        <button
          type="button"
          className="button ghost small facts-add"
          aria-expanded={all}
          onClick={() => setAll(!all)}
        >
          {all ? t('page.facts.fewer') : t('page.facts.more', { count: hidden })}
        </button>
      )}
      <Access contact={contact} />
      <Dates contact={contact} />
    </div>
  )
}

function Access({ contact }: { contact: Contact }) {
  const t = useText()
  const vocabulary = useVocabulary()
  const names = contact.managers.map((id) => ({ id, name: nameOf(vocabulary, id) }))
  const shown = (
    <>
      {names.map(({ id, name }) => (
        <span key={id} className="fact-person">
          <Face name={name} />
          <span className="cut">{name}</span>
        </span>
      ))}
      <VisibilityMark value={contact.visibility} words />
    </>
  )
  return (
    <section className="facts-block" aria-label={t('contacts.form.access')}>
      <h2>{t('contacts.form.access')}</h2>
      {contact.can.includes('change') ? (
        <button
          type="button"
          className="fact-access"
          title={t('contacts.permissions')}
          onClick={() => void openPermissions({ contact })}
        >
          <span className="sr-only">{t('contacts.permissions')}</span>
          {shown}
        </button>
      ) : (
        <div className="fact-access">{shown}</div>
      )}
    </section>
  )
}

function Dates({ contact }: { contact: Contact }) {
  const t = useText()
  const vocabulary = useVocabulary()
  const by = (id: string | null) => (id ? nameOf(vocabulary, id) : '–')
  return (
    <p className="facts-dates muted">
      <span title={formatExact(contact.createdAt)}>
        {t('page.created', { day: formatDay(contact.createdAt), name: by(contact.createdBy) })}
      </span>
      <span title={formatExact(contact.updatedAt)}>
        {t('page.updated', { day: formatDay(contact.updatedAt), name: by(contact.updatedBy) })}
      </span>
    </p>
  )
}
