import { IconAlertTriangle } from '@tabler/icons-react'
import { useState } from 'react'
import { useText } from '#ui/texts.ts'
import type { ImportPreview } from '../import.ts'
import { readRow } from '../read-row.ts'
import { DraftCard } from './draft-card.tsx'
import { errorWords } from './import-words.ts'
import { useReading } from './use-reading.ts'

const few = 3

/** The first rows as the contacts they will become: read by the very rules of the run. */
export function RowPreview({ preview }: { preview: ImportPreview }) {
  const t = useText()
  const [all, setAll] = useState(false)
  const reading = useReading(preview)
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
