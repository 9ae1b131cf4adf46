import { useState } from 'react'
import { FormSheet } from '#ui/inputs/form-sheet.tsx'
import { useUser } from '#ui/api/session.ts'
import { useText } from '#ui/texts.ts'
import type { Contact } from '../../contact.ts'
import { useChangeContact } from '../change-contact.ts'
import { useVocabulary } from '../contact-api.ts'
import { ManagersInput, VisibilityInput } from './access-inputs.tsx'
import './contact-form.css'
import { same } from './draft.ts'
import { fieldWords, wholeWords } from '#ui/api/problem-words.ts'

/** Who looks after a contact and who may see it; warns before one locks oneself out. */
export function PermissionSheet({ contact, onDone }: { contact: Contact; onDone: () => void }) {
  const t = useText()
  const user = useUser()
  const known = useVocabulary()
  const change = useChangeContact()
  const [managers, setManagers] = useState(contact.managers)
  const [visibility, setVisibility] = useState(contact.visibility)
  const [error, setError] = useState<unknown>()
  const mine = (ids: string[]) =>
    ids.includes(user.id) ||
    known.groups.some((group) => ids.includes(group.id) && group.members.includes(user.id))
  const losing = user.role !== 'admin' && mine(contact.managers) && !mine(managers) && visibility !== 'write'
  const dirty = visibility !== contact.visibility || !same(managers, contact.managers)
  const save = async () => {
    if (!dirty) return onDone()
    try {
      await change(
        contact,
        { managers, visibility },
        t('contacts.changed.access', { name: contact.displayName }),
      )
      onDone()
    } catch (problem) {
      setError(problem)
    }
  }
  return (
    <FormSheet
      title={t('contacts.access.title', { name: contact.displayName })}
      dirty={dirty}
      problem={error === undefined ? undefined : wholeWords(error, true)}
      action={t('contacts.form.save')}
      onSubmit={() => void save()}
      onClose={onDone}
    >
      <VisibilityInput value={visibility} onChange={setVisibility} />
      <ManagersInput
        value={managers}
        known={known}
        error={fieldWords(error)['managers']}
        onChange={setManagers}
      />
      {losing && (
        <p className="notice" role="alert">
          {t(visibility === 'read' ? 'contacts.access.losing_change' : 'contacts.access.losing')}
        </p>
      )}
    </FormSheet>
  )
}
