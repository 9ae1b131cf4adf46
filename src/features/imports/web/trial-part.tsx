import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { ChangeList } from '#features/contacts/web/page/change-list.tsx'
import { useChangeWords } from '#features/contacts/web/page/change-words.ts'
import { useText } from '#ui/texts.ts'
import type { Imported, ImportRow } from '../import.ts'
import { readRow } from '../read-row.ts'
import { DraftCard } from './draft-card.tsx'
import { HitLine } from './hit-line.tsx'
import { placeWords } from './import-state.tsx'
import { examplesQuery } from './imports-api.ts'
import { useReading } from './use-reading.ts'

/** What a dry run would do, by examples: new contacts as cards, changes field by field. */
export function TrialPart({ one }: { one: Imported }) {
  const t = useText()
  const { data: created = [] } = useQuery({
    ...examplesQuery(one, 'created'),
    enabled: one.counts.created > 0,
  })
  const { data: updated = [] } = useQuery({
    ...examplesQuery(one, 'updated'),
    enabled: one.counts.updated > 0,
  })
  return (
    <>
      {one.counts.failed > 0 && <p className="muted import-why">{t('imports.fix.later')}</p>}
      {updated.length > 0 && <Updates one={one} rows={updated} />}
      {created.length > 0 && <NewOnes one={one} rows={created} />}
    </>
  )
}

function Updates({ one, rows }: { one: Imported; rows: ImportRow[] }) {
  const t = useText()
  const say = useChangeWords()
  return (
    <section className="import-part" aria-label={t('imports.trial.updated')}>
      <h2>{t('imports.trial.updated')}</h2>
      <ol className="drafts">
        {rows.map((row) => (
          <li key={row.number} className="draft">
            <p className="trial-head">
              {row.contactId ? (
                <Link to={`/contacts/${row.contactId}`}>{nameOf(row)}</Link>
              ) : (
                <span>{t('imports.hit.same_file')}</span>
              )}
              <span className="muted num">{placeWords(t, one, row.number)}</span>
            </p>
            {row.changes.length > 0 ? (
              <ChangeList changes={say(row.changes)} />
            ) : (
              <p className="muted">{t('imports.trial.nothing')}</p>
            )}
          </li>
        ))}
      </ol>
    </section>
  )
}

function nameOf({ hits, contactId }: ImportRow): string {
  return hits.find((hit) => hit.contactId === contactId)?.displayName ?? '–'
}

function NewOnes({ one, rows }: { one: Imported; rows: ImportRow[] }) {
  const t = useText()
  const reading = useReading(one)
  return (
    <section className="import-part" aria-label={t('imports.trial.created')}>
      <h2>{t('imports.trial.created')}</h2>
      <ol className="drafts">
        {rows.map(({ number, cells, hits }) => {
          const read = readRow(cells, reading)
          return (
            read && (
              <li key={number} className="draft">
                <DraftCard draft={read.draft} />
                {hits.slice(0, 1).map((hit) => (
                  <HitLine key={hit.contactId ?? ''} hit={hit} sameFile={hit.reasons.length > 0} />
                ))}
              </li>
            )
          )
        })}
      </ol>
    </section>
  )
}
