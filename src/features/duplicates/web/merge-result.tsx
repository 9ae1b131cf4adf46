import type { Contact } from '#features/contacts/contact.ts'
import { useVocabulary } from '#features/contacts/web/contact-api.ts'
import { ContactFace, Tags, VisibilityMark } from '#features/contacts/web/contact-parts.tsx'
import { useText, type TextKey } from '#ui/texts.ts'
import type { MergePreview } from '../merge.ts'
import { useFieldWords } from './merge-words.ts'

/** What the contacts will be as one, and what moves along. */
export function MergeResult({ preview: { contact, fields, moves } }: { preview: MergePreview }) {
  const t = useText()
  const words = useFieldWords()
  const { tags } = useVocabulary()
  const moving = Object.entries(moves).filter(([, count]) => count > 0)
  const rest = fields.flatMap(({ field }) => {
    const said = ELSEWHERE.has(field) ? [] : words.lines(field, valueOf(contact, field), contact)
    const line = said.filter(Boolean).join(', ')
    return line ? [`${words.name(field)}: ${line}`] : []
  })
  const subtitle = contact.kind === 'person' ? [contact.position, contact.companyName] : []
  return (
    <section className="merge-result" aria-label={t('merge.result')}>
      <h3 className="merge-title">{t('merge.result')}</h3>
      <div className="merge-card">
        <div className="merge-card-head">
          <ContactFace contact={contact} large />
          <span className="merge-who">
            <strong>{[contact.title, contact.displayName].filter(Boolean).join(' ')}</strong>
            <span className="muted">{subtitle.filter(Boolean).join(' · ')}</span>
          </span>
        </div>
        {contact.details.length > 0 && (
          <ul className="merge-lines">
            {words.lines('details', contact.details, contact).map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        )}
        {rest.length > 0 && (
          <ul className="merge-lines">
            {rest.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        )}
        {contact.tags.length > 0 && <Tags names={contact.tags} known={tags} />}
        {contact.description && <p className="merge-text">{contact.description}</p>}
        <p className="merge-seen">
          <VisibilityMark value={contact.visibility} words />
        </p>
      </div>
      <h3 className="merge-title">{t('merge.moves')}</h3>
      {moving.length === 0 ? (
        <p className="muted merge-hint">{t('merge.moves_nothing')}</p>
      ) : (
        <ul className="merge-lines">
          {moving.map(([what, count]) => (
            <li key={what}>{t(`merge.moves.${what}` as TextKey & 'merge.moves.history', { count })}</li>
          ))}
        </ul>
      )}
      <p className="muted merge-hint">{t('merge.bin')}</p>
    </section>
  )
}

/** What the card says in its own way. */
const ELSEWHERE = new Set<string>([
  'salutation',
  'title',
  'firstName',
  'lastName',
  'companyName',
  'companyId',
  'position',
  'details',
  'tags',
  'description',
  'visibility',
  'photo',
])

function valueOf(contact: Contact, field: string): unknown {
  return field.startsWith('custom.')
    ? contact.custom[field.slice('custom.'.length)]
    : contact[field as keyof Contact]
}
