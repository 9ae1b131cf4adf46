import { useText } from '#ui/texts.ts'
import type { Contact } from '../../contact.ts'
import { useVocabulary } from '../contact-api.ts'
import { Tags } from '../contact-parts.tsx'
import { openTags } from '../form/dialogs.ts'

/** The tags of a contact; clicked, they are chosen. */
export function TagsFact({ contact }: { contact: Contact }) {
  const t = useText()
  const { tags } = useVocabulary()
  const label = t('contacts.tags')
  const shown = contact.tags.length ? <Tags names={contact.tags} known={tags} /> : null
  return (
    <div className="edit">
      <span className="edit-label">{label}</span>
      <div className="edit-value">
        {contact.can.includes('change') ? (
          <button type="button" className="edit-text" onClick={() => void openTags({ contact })}>
            <span className="sr-only">{label}: </span>
            {shown ?? <span className="muted">{t('edit.add')}</span>}
          </button>
        ) : (
          <span className="edit-text">{shown}</span>
        )}
      </div>
    </div>
  )
}
