import { detailName, detailText } from '#features/contacts/web/page/detail-words.ts'
import { displayName } from '#kernel/person-name.ts'
import { Face } from '#ui/face.tsx'
import { useText } from '#ui/texts.ts'
import type { Draft } from '../read-row.ts'

/** A row as the contact it becomes. */
export function DraftCard({ draft }: { draft: Draft }) {
  const t = useText()
  const { kind, firstName = null, lastName = null, companyName = null } = draft
  const name = displayName({ kind, firstName, lastName, companyName }) || t('imports.preview.nameless')
  const employer = kind === 'person' ? companyName : null
  const sub = [draft.position, employer].filter(Boolean).join(' · ')
  return (
    <>
      <p className="draft-head">
        <Face name={name} />
        <span className="grow">
          <strong className="cut">{name}</strong>
          {sub && <span className="cut muted">{sub}</span>}
        </span>
        <span className="badge">{t(draft.kind === 'company' ? 'contacts.company' : 'contacts.person')}</span>
      </p>
      <dl className="draft-details">
        {draft.details.map((row) => (
          <div key={row.kind + row.category + detailText(row.value)}>
            <dt>{detailName(t, row.kind, row.category)}</dt>
            <dd className="cut">{detailText(row.value)}</dd>
          </div>
        ))}
        {draft.tags.length > 0 && (
          <div>
            <dt>{t('contacts.tags')}</dt>
            <dd className="cut">{draft.tags.join(', ')}</dd>
          </div>
        )}
      </dl>
    </>
  )
}
