import { useId } from 'react'
import { ContactFace } from '#features/contacts/web/contact-parts.tsx'
import type { Contact } from '#features/contacts/contact.ts'
import { VISIBILITIES } from '#kernel/rights.ts'
import { useText } from '#ui/texts.ts'
import type { MergedField, MergePreview } from '../merge.ts'
import type { Choose } from '../merge-contacts.ts'
import { isUnited, useFieldWords } from './merge-words.ts'

interface MergeFieldsProps {
  preview: MergePreview
  /** The contacts in the order of their columns. */
  ids: readonly string[]
  choose: Choose
  /** Whose value a field takes; undefined: as the rule says. */
  onTake: (field: string, contactId: string | undefined) => void
}

/** The fields in which they differ, each with its choice; those without contradiction folded away. */
export function MergeFields({ preview, ids, choose, onTake }: MergeFieldsProps) {
  const t = useText()
  const open = preview.fields.filter((field) => field.differs)
  const agreed = preview.fields.filter((field) => !field.differs && field.candidates.length > 0)
  const contacts = ids.flatMap((id) => preview.contacts.find((one) => one.id === id) ?? [])
  return (
    <>
      <h3 className="merge-title">{t(open.length > 0 ? 'merge.choose' : 'merge.no_choice')}</h3>
      {open.map((field) => (
        <Choice
          key={field.field}
          {...{ field, contacts }}
          stays={preview.contact.id}
          taken={choose[field.field] ?? field.taken}
          onTake={(contactId) => onTake(field.field, contactId)}
        />
      ))}
      {agreed.length > 0 && <Agreed fields={agreed} contacts={contacts} />}
    </>
  )
}

interface ChoiceProps {
  field: MergedField
  contacts: readonly Contact[]
  stays: string
  taken: string | null
  onTake: (contactId: string | undefined) => void
}

function Choice({ field, contacts, stays, taken, onTake }: ChoiceProps) {
  const t = useText()
  const name = useId()
  const words = useFieldWords()
  const namesakes = new Set(contacts.map((contact) => contact.displayName)).size < contacts.length
  const hint = field.field === 'visibility' ? hintOf(field, taken) : undefined
  return (
    <fieldset className="merge-row" aria-describedby={hint && `${name}-hint`}>
      <legend>{words.name(field.field)}</legend>
      {contacts.map((contact) => {
        const candidate = field.candidates.find((one) => one.contactId === contact.id)
        const lines = candidate ? words.lines(field.field, candidate.value, contact) : []
        return (
          <label key={contact.id} className="merge-option">
            <input
              type="radio"
              name={name}
              checked={taken === contact.id}
              onChange={() => onTake(contact.id)}
            />
            {field.field === 'photo' && candidate && <ContactFace contact={contact} large />}
            <span className="merge-value">
              <span className="merge-of">
                {namesakes
                  ? t(contact.id === stays ? 'merge.stays_here' : 'merge.goes')
                  : contact.displayName}
              </span>
              {lines.map((line) => (
                <span key={line}>{line}</span>
              ))}
              {lines.length === 0 && <span className="muted">{t('merge.nothing')}</span>}
            </span>
          </label>
        )
      })}
      {isUnited(field) && (
        <label className="merge-option merge-all">
          <input type="radio" name={name} checked={taken === 'all'} onChange={() => onTake(undefined)} />
          <span>{t('merge.all')}</span>
        </label>
      )}
      {hint && (
        <p id={`${name}-hint`} className={hint === 'merge.wide' ? 'notice' : 'muted merge-hint'}>
          {t(hint)}
        </p>
      )}
    </fieldset>
  )
}

/** Says what the choice of who sees it means. */
function hintOf({ candidates }: MergedField, taken: string | null) {
  const levels = candidates.map(({ value }) => VISIBILITIES.findIndex((level) => level === value))
  const own = candidates.findIndex(({ contactId }) => contactId === taken)
  const narrowest = Math.min(...levels)
  if (narrowest > 0) return undefined
  return levels[own] === narrowest ? 'merge.narrow' : 'merge.wide'
}

function Agreed({ fields, contacts }: { fields: readonly MergedField[]; contacts: readonly Contact[] }) {
  const t = useText()
  const words = useFieldWords()
  return (
    <details className="merge-agreed">
      <summary>{t('merge.same', { count: fields.length })}</summary>
      <dl>
        {fields.map(({ field, candidates: [said] }) => (
          <div key={field}>
            <dt>{words.name(field)}</dt>
            <dd>
              {words
                .lines(
                  field,
                  said?.value,
                  contacts.find(({ id }) => id === said?.contactId),
                )
                .join(', ')}
            </dd>
          </div>
        ))}
      </dl>
    </details>
  )
}
