import { useVocabulary } from '#features/contacts/web/contact-api.ts'
import { ContactFace, Tags, VisibilityMark } from '#features/contacts/web/contact-parts.tsx'
import { useText, type TextKey } from '#ui/texts.ts'
import type { MergePreview } from '../merge.ts'
import { useFieldWords } from './merge-words.ts'

/** What the contacts will be as one, and what moves along. */
export function MergeResult({ preview: { contact, moves } }: { preview: MergePreview }) {
  const t = useText()
  const words = useFieldWords()
  const { tags } = useVocabulary()
  const moving = Object.entries(moves).filter(([, count]) => count > 0)
  const subtitle = contact.kind === 'person' ? [contact.position, contact.companyName] : [contact.industry]
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
