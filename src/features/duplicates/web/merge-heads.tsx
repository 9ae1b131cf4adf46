import { useId } from 'react'
import type { Contact } from '#features/contacts/contact.ts'
import { ContactFace } from '#features/contacts/web/contact-parts.tsx'
import { formatMoment } from '#ui/format.ts'
import { useText } from '#ui/texts.ts'

interface MergeHeadsProps {
  contacts: readonly Contact[]
  stays: string
  onStay: (id: string) => void
}

/** Who become one, beside each other; one of them stays. */
export function MergeHeads({ contacts, stays, onStay }: MergeHeadsProps) {
  const t = useText()
  const name = useId()
  return (
    <fieldset className="merge-row merge-heads">
      <legend>{t('merge.stays')}</legend>
      {contacts.map((contact) => (
        <label key={contact.id} className="merge-option">
          <input
            type="radio"
            name={name}
            checked={contact.id === stays}
            onChange={() => onStay(contact.id)}
          />
          <ContactFace contact={contact} />
          <span className="merge-who">
            <strong>{contact.displayName}</strong>
            <span className="muted">
              {t(contact.id === stays ? 'merge.stays_here' : 'merge.goes')}
              {' · '}
              {t('merge.last_active', { when: formatMoment(contact.lastActivityAt) })}
            </span>
          </span>
        </label>
      ))}
    </fieldset>
  )
}
