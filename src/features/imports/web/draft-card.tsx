import { detailName, detailText } from '#features/contacts/web/page/detail-words.ts'
import { displayName } from '#kernel/person-name.ts'
import { Face } from '#ui/face.tsx'
import { useText } from '#ui/texts.ts'
import type { Imported, ImportRow } from '../import.ts'
import { readRow, type Draft } from '../read-row.ts'
import { useReading } from './use-reading.ts'

/** A row as the contact it becomes. */
export function DraftCard({ draft }: { draft: Draft }) {
  const t = useText()
  const name = nameOf(draft) || t('imports.preview.nameless')
  const employer = draft.kind === 'person' ? draft.companyName : null
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

/** What a row says, on one line; a card shows what it means instead of its text. */
export function DraftLine({ one, row }: { one: Imported; row: ImportRow }) {
  const read = readRow(row.cells, useReading(one))
  if (!read) return null
  const { draft } = read
  const details = draft.details.map(({ value }) => detailText(value))
  return [nameOf(draft), draft.position, ...details, ...draft.tags].filter(Boolean).join(' · ')
}

function nameOf({ kind, firstName = null, lastName = null, companyName = null }: Draft): string {
  return displayName({ kind, firstName, lastName, companyName })
}
