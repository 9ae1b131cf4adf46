import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { ask } from '#ui/api/request.ts'
import { useUser } from '#ui/api/session.ts'
import '#ui/inputs/inputs.css'
import { Sheet } from '#ui/sheet.tsx'
import { useText } from '#ui/texts.ts'
import { complain } from '#ui/undo.ts'
import type { Contact } from '../../contact.ts'
import { personsQuery, settingsQuery, useDeleteContact } from '../contact-api.ts'
import './contact-form.css'
import { TagPicker } from './tag-picker.tsx'

/** Asks before deleting and says what goes along. */
export function DeleteSheet({ contact, onDone }: { contact: Contact; onDone: (deleted: boolean) => void }) {
  const t = useText()
  const remove = useDeleteContact()
  const company = contact.kind === 'company'
  const { data: persons } = useQuery({ ...personsQuery(contact.id), enabled: company })
  const [withPersons, setWithPersons] = useState(false)
  const [busy, setBusy] = useState(false)
  const count = persons?.total ?? 0
  const confirm = async () => {
    setBusy(true)
    try {
      await remove(contact, withPersons)
      onDone(true)
    } catch (error) {
      complain(error)
      setBusy(false)
    }
  }
  return (
    <Sheet title={t('contacts.delete.title', { name: contact.displayName })} onClose={() => onDone(false)}>
      <div className="sheet-body sheet-words">
        <p>{t('contacts.delete.text')}</p>
        {count > 0 && (
          <fieldset className="visibility-choice">
            <legend>{t('contacts.delete.persons', { count })}</legend>
            <label>
              <input
                type="radio"
                name="persons"
                checked={!withPersons}
                onChange={() => setWithPersons(false)}
              />
              <span>
                {t('contacts.delete.keep')}
                <small>{t('contacts.delete.keep.hint')}</small>
              </span>
            </label>
            <label>
              <input
                type="radio"
                name="persons"
                checked={withPersons}
                onChange={() => setWithPersons(true)}
              />
              <span>
                {t('contacts.delete.too')}
                <small>{t('contacts.delete.too.hint')}</small>
              </span>
            </label>
          </fieldset>
        )}
      </div>
      <footer className="sheet-foot">
        <button type="button" className="button" onClick={() => onDone(false)} autoFocus>
          {t('cancel')}
        </button>
        <button type="button" className="button stop" disabled={busy} onClick={() => void confirm()}>
          {t('contacts.delete.action')}
        </button>
      </footer>
    </Sheet>
  )
}

/** The tags of a contact, ticked. */
export function TagSheet({ contact, onDone }: { contact: Contact; onDone: () => void }) {
  const t = useText()
  return (
    <Sheet title={t('contacts.tags.of', { name: contact.displayName })} onClose={onDone}>
      <div className="sheet-body">
        <TagPicker contact={contact} onDone={onDone} />
      </div>
    </Sheet>
  )
}

interface CascadeSheetProps {
  contact: Contact
  what: 'tags' | 'temperature'
  onDone: (others: boolean) => void
}

/** Asks whether the company and its persons follow; administrators may decide it for good. */
export function CascadeSheet({ contact, what, onDone }: CascadeSheetProps) {
  const t = useText()
  const user = useUser()
  const client = useQueryClient()
  const [always, setAlways] = useState(false)
  const answer = (others: boolean) => {
    if (always) void decide(others)
    onDone(others)
  }
  const decide = async (others: boolean) => {
    const key = what === 'tags' ? 'cascadeTags' : 'cascadeTemperature'
    await ask('PATCH', '/settings', { body: { contacts: { [key]: others } } }).catch(complain)
    await client.invalidateQueries({ queryKey: settingsQuery.queryKey })
  }
  const kind = contact.kind
  return (
    <Sheet title={t(`contacts.cascade.${what}`)} onClose={() => onDone(false)}>
      <div className="sheet-body sheet-words">
        <p>
          {t(`contacts.cascade.${kind}`, { name: contact.displayName, company: contact.companyName ?? '' })}
        </p>
        {user.role === 'admin' && (
          <label className="check-line">
            <input
              type="checkbox"
              className="check"
              checked={always}
              onChange={(event) => setAlways(event.target.checked)}
            />
            {t('contacts.cascade.always')}
          </label>
        )}
      </div>
      <footer className="sheet-foot">
        <button type="button" className="button" onClick={() => answer(false)}>
          {t('contacts.cascade.no')}
        </button>
        <button type="button" className="button primary" autoFocus onClick={() => answer(true)}>
          {t('contacts.cascade.yes')}
        </button>
      </footer>
    </Sheet>
  )
}
