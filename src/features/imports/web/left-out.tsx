import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'react-router'
import { formatNumber } from '#ui/format.ts'
import { useText } from '#ui/texts.ts'
import type { Imported, ImportRow } from '../import.ts'
import { errorWords } from './import-words.ts'
import { fetchRows } from './imports-api.ts'

/** The rows that did not come in: number, why, and what stood there. */
export function LeftOut({ one }: { one: Imported }) {
  const t = useText()
  const { failed, skipped } = one.counts
  const [state, setState] = useState<ImportRow['state']>(failed > 0 ? 'error' : 'skipped')
  const { data, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ['import', one.id, 'rows', state],
    queryFn: ({ pageParam, signal }) => fetchRows(one.id, state, pageParam, signal),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
    enabled: failed + skipped > 0,
  })
  if (failed + skipped === 0) return null
  const rows = data?.pages.flatMap((page) => page.items) ?? []
  return (
    <div className="left-out">
      <div className="kinds" role="group" aria-label={t('imports.left_out')}>
        {(['error', 'skipped'] as const).map((kind) => (
          <button
            key={kind}
            type="button"
            className="kind"
            aria-pressed={kind === state}
            onClick={() => setState(kind)}
          >
            {t(`imports.left_out.${kind}`)}
            <span className="num">{formatNumber(kind === 'error' ? failed : skipped)}</span>
          </button>
        ))}
      </div>
      <ol className="left-rows">
        {rows.map((row) => (
          <li key={row.number} className="left-row">
            <span className="muted num">{t('imports.row', { number: row.number })}</span>
            <div className="grow">
              {row.errors.map((error) => (
                <p key={error.path + error.code} className="left-why">
                  {errorWords(error)}
                </p>
              ))}
              {row.contactId && <Link to={`/contacts/${row.contactId}`}>{t('imports.twin')}</Link>}
              <p className="muted left-cells">{row.cells.filter(Boolean).join(' · ')}</p>
            </div>
          </li>
        ))}
      </ol>
      {hasNextPage && (
        <button
          type="button"
          className="button"
          disabled={isFetchingNextPage}
          onClick={() => void fetchNextPage()}
        >
          {t('page.more_entries')}
        </button>
      )}
    </div>
  )
}
