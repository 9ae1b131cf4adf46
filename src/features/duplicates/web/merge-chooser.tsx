import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { contactQuery, findContacts, primaryOf } from '#features/contacts/web/contact-api.ts'
import { ContactFace } from '#features/contacts/web/contact-parts.tsx'
import type { Contact } from '#features/contacts/contact.ts'
import { RecordChooser, type Choice } from '#ui/inputs/record-chooser.tsx'
import { Sheet } from '#ui/sheet.tsx'
import { useText } from '#ui/texts.ts'
import { MOST_OTHERS } from '../merge.ts'
import { candidatesQuery } from './merge-api.ts'

interface MergeChooserProps {
  id: string
  onChoose: (otherIds: string[]) => void
  onClose: () => void
}

/** Who is the same as this contact: its namesakes to tick, any other to search for. */
export function MergeChooser({ id, onChoose, onClose }: MergeChooserProps) {
  const t = useText()
  const { data: contact } = useQuery(contactQuery(id))
  const { data: namesakes } = useQuery(candidatesQuery(id))
  const [ticked, setTicked] = useState<readonly string[]>([])
  const [found, setFound] = useState<Choice | null>(null)
  const others = [...new Set([...ticked, ...(found ? [found.id] : [])])]
  const tick = (other: string) =>
    setTicked(ticked.includes(other) ? ticked.filter((one) => one !== other) : [...ticked, other])
  const find = async (q: string, signal: AbortSignal) =>
    (await findContacts(q, signal, contact?.kind)).filter((one) => one.id !== id)
  return (
    <Sheet title={t('merge.title')} onClose={onClose}>
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault()
          if (others.length > 0) onChoose(others.slice(0, MOST_OTHERS))
        }}
      >
        <div className="sheet-body">
          <p className="merge-lead" tabIndex={-1} data-autofocus>
            {t('merge.who', { name: contact?.displayName ?? '…' })}
          </p>
          {namesakes?.length === 0 && <p className="muted merge-lead">{t('merge.no_namesakes')}</p>}
          {!!namesakes?.length && (
            <fieldset className="merge-namesakes">
              <legend>{t('merge.namesakes')}</legend>
              {namesakes.map((one) => (
                <label key={one.id}>
                  <input type="checkbox" checked={ticked.includes(one.id)} onChange={() => tick(one.id)} />
                  <ContactFace contact={one} />
                  <span className="merge-namesake">
                    <span>{one.displayName}</span>
                    <span className="muted">{glance(one)}</span>
                  </span>
                </label>
              ))}
            </fieldset>
          )}
          <RecordChooser
            label={t('merge.search')}
            kind="contact"
            scope={`merge ${contact?.kind ?? ''}`}
            value={found}
            find={find}
            onChange={setFound}
          />
        </div>
        <footer className="sheet-foot">
          <button type="button" className="button" onClick={onClose}>
            {t('cancel')}
          </button>
          <button type="submit" className="button primary" disabled={others.length === 0}>
            {t('merge.next')}
          </button>
        </footer>
      </form>
    </Sheet>
  )
}

/** What tells one namesake from the other. */
function glance(contact: Contact): string {
  const { details, companyName, position, kind } = contact
  const city = primaryOf(details, 'address')?.value.city
  const reach = primaryOf(details, 'email')?.value ?? primaryOf(details, 'phone')?.value
  return [kind === 'person' ? (position ?? companyName) : null, city, reach].filter(Boolean).join(' · ')
}
