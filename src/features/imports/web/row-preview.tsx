import { IconAlertTriangle } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { settingsQuery, useVocabulary } from '#features/contacts/web/contact-api.ts'
import { detailName, detailText } from '#features/contacts/web/page/detail-words.ts'
import { displayName } from '#kernel/person-name.ts'
import { Face } from '#ui/face.tsx'
import { useText } from '#ui/texts.ts'
import type { ImportPreview } from '../import.ts'
import { readColumns, readRow, type Draft } from '../read-row.ts'
import { errorWords } from './import-words.ts'

const few = 3

/** The first rows as the contacts they will become: read by the very rules of the run. */
export function RowPreview({ preview }: { preview: ImportPreview }) {
  const t = useText()
  const { fields } = useVocabulary()
  const { data: settings } = useQuery(settingsQuery)
  const [all, setAll] = useState(false)
  const [thisYear] = useState(() => new Date().getFullYear())
  const { dialect, mapping, columns } = preview
  const reading = {
    columns: readColumns(
      mapping,
      columns.map(({ heading }) => heading),
    ),
    decimal: dialect.decimal,
    dateOrder: dialect.dateOrder,
    fields,
    homeCountry: settings?.country ?? 'DE',
    thisYear,
  }
  const rows = preview.preview.flatMap((cells, index) => {
    const read = readRow(cells, reading)
    return read ? [{ number: index + 1, ...read }] : []
  })
  return (
    <section className="import-part" aria-label={t('imports.preview')}>
      <h2>{t('imports.preview')}</h2>
      {rows.length === 0 && <p className="muted">{t('imports.preview.none')}</p>}
      <ol className="drafts">
        {rows.slice(0, all ? rows.length : few).map(({ number, draft, errors }) => (
          <li key={number} className="draft">
            <DraftCard draft={draft} />
            {errors.map((error) => (
              <p key={error.path + error.code} className="draft-error">
                <IconAlertTriangle size={14} stroke={1.75} />
                {errorWords(error)}
              </p>
            ))}
          </li>
        ))}
      </ol>
      {rows.length > few && (
        <button type="button" className="button ghost small" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? t('imports.preview.fewer') : t('imports.preview.more', { count: rows.length - few })}
        </button>
      )}
    </section>
  )
}

function DraftCard({ draft }: { draft: Draft }) {
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
