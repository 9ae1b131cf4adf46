import { IconAlertTriangle } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { fieldWords, problemWords } from '#ui/api/problem-words.ts'
import { Sheet } from '#ui/sheet.tsx'
import { useText } from '#ui/texts.ts'
import { complain } from '#ui/undo.ts'
import { checkEmail } from '#kernel/email.ts'
import type { Contact } from '../../contact.ts'
import { hintsOf, type Hint } from '../../hints.ts'
import { useChangeContact, type Patch } from '../change-contact.ts'
import { contactQuery, settingsQuery, useVocabulary } from '../contact-api.ts'
import { usePlaceNames } from '../places-api.ts'
import './contact-form.css'
import { openContactForm, openPermissions } from './dialogs.ts'
import { fixWords, hintWords } from './hint-words.ts'
import { today, withValue } from './use-hints.ts'

/** What is missing or probably wrong in a contact, each with the shortest way to mend it. */
export function MendSheet({ contact: given, onDone }: { contact: Contact; onDone: () => void }) {
  const t = useText()
  const change = useChangeContact()
  const { data: contact } = useQuery({ ...contactQuery(given.id), initialData: given })
  const hints = useHintsOf(contact)
  const orphaned = useOrphaned(contact)
  const gaps = (['email', 'phone', 'address'] as const).filter(
    (kind) => !contact.details.some((row) => row.kind === kind),
  )
  const patch = (part: Patch) =>
    change(contact, part, t('contacts.changed.all', { name: contact.displayName }))
  const openForm = () => {
    onDone()
    void openContactForm({ kind: contact.kind, contact })
  }
  const isClear = hints.length + gaps.length === 0 && !orphaned
  return (
    <Sheet title={t('contacts.mend.title', { name: contact.displayName })} onClose={onDone}>
      <div className="sheet-body">
        {isClear && <p role="status">{t('contacts.mend.done')}</p>}
        {hints.map((hint) => (
          <div key={`${hint.path} ${hint.code}`} className="mend-line">
            <IconAlertTriangle size={16} stroke={1.75} aria-hidden="true" />
            <span className="grow">{hintWords(hint, t)}</span>
            {hint.fix && (
              <button
                type="button"
                className="button small"
                onClick={() => void patch(patchOf(contact, hint)).catch(complain)}
              >
                {fixWords(hint, t)}
              </button>
            )}
          </div>
        ))}
        {gaps.map((gap) =>
          gap === 'address' ? (
            <div key={gap} className="mend-line">
              <span className="grow">{t('contacts.flaw.no_address')}</span>
            </div>
          ) : (
            <AddLine key={gap} kind={gap} contact={contact} onSave={patch} />
          ),
        )}
        {orphaned && (
          <div className="mend-line">
            <span className="grow">{t('contacts.mend.owner')}</span>
            <button type="button" className="button small" onClick={() => void openPermissions({ contact })}>
              {t('contacts.mend.assign')}
            </button>
          </div>
        )}
      </div>
      <footer className="sheet-foot">
        <button type="button" className="button" onClick={openForm}>
          {t('contacts.mend.form')}
        </button>
        <button type="button" className="button primary" onClick={onDone}>
          {t('close')}
        </button>
      </footer>
    </Sheet>
  )
}

interface AddLineProps {
  kind: 'email' | 'phone'
  contact: Contact
  onSave: (patch: Patch) => Promise<unknown>
}

/** The missing address or number, typed where it is missed. */
function AddLine({ kind, contact, onSave }: AddLineProps) {
  const t = useText()
  const [value, setValue] = useState('')
  const [problem, setProblem] = useState<string>()
  const name = t(`contacts.detail.${kind}`)
  const save = async (event: FormEvent) => {
    event.preventDefault()
    const wrong = kind === 'email' ? checkEmail(value) : null
    if (wrong || !value.trim()) return setProblem(wrong ? problemWords(wrong) : undefined)
    const row = { kind, category: 'work', value, primary: true } as const
    await onSave({ details: [...contact.details, row] }).catch((error: unknown) =>
      setProblem(Object.values(fieldWords(error))[0]),
    )
  }
  return (
    <div className="mend-line">
      <span className="mend-ask">{name}</span>
      <form onSubmit={(event) => void save(event)}>
        <input
          className="field grow"
          aria-label={name}
          aria-invalid={problem !== undefined}
          type={kind === 'email' ? 'email' : 'tel'}
          value={value}
          autoComplete="off"
          onChange={(event) => setValue(event.target.value)}
        />
        <button type="submit" className="button small">
          {t('contacts.mend.save')}
        </button>
      </form>
      {problem && (
        <span className="notice" role="alert">
          {problem}
        </span>
      )}
    </div>
  )
}

function useHintsOf(contact: Contact): Hint[] {
  const { data: settings } = useQuery(settingsQuery)
  const country = settings?.country ?? 'DE'
  const addresses = contact.details.flatMap((row) => (row.kind === 'address' ? [row.value] : []))
  const places = usePlaceNames(addresses, country)
  const details = contact.details.map((row) =>
    row.kind === 'phone' ? { ...row, e164: row.e164 ?? null } : row,
  )
  return hintsOf({ ...contact, details }, { today: today(), country, places })
}

/** Nobody who can still sign in looks after it. */
function useOrphaned({ managers }: Contact): boolean {
  const { users, groups } = useVocabulary()
  const active = new Set(users.filter((user) => user.active).map((user) => user.id))
  const isActive = (id: string) =>
    active.has(id) ||
    groups.some((group) => group.id === id && group.members.some((member) => active.has(member)))
  return users.length > 0 && !managers.some(isActive)
}

/** The change that one click on a hint makes. */
function patchOf(contact: Contact, { fix = [] }: Hint): Patch {
  const patch: Record<string, unknown> = {}
  for (const { path, value } of fix) {
    const [field = '', index, ...keys] = path.split('.')
    if (index === undefined) patch[field] = value
    else
      patch['details'] = contact.details.map((row, at) =>
        at === Number(index) ? withValue(row, keys, value) : row,
      )
  }
  return patch
}
