import { IconCheck } from '@tabler/icons-react'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { formatNumber } from '#ui/format.ts'
import { useText } from '#ui/texts.ts'
import { complain } from '#ui/undo.ts'
import type { Imported, ImportRow, RowState } from '../import.ts'
import { DraftLine } from './draft-card.tsx'
import { FixCells } from './fix-cells.tsx'
import { HitLine } from './hit-line.tsx'
import { placeWords } from './import-state.tsx'
import { errorWords } from './import-words.ts'
import { fetchRows, runQuery, useImports } from './imports-api.ts'

/** The rows that need a look: wrong ones to be corrected, held ones to be let in, and those that may be double. */
export function LeftOut({ one }: { one: Imported }) {
  const t = useText()
  const kinds = kindsOf(one)
  const [chosen, setState] = useState<RowState>()
  const state = kinds.find((kind) => kind.state === chosen)?.state ?? kinds[0]?.state
  const { data, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ['import', one.id, 'rows', state, one.jobId],
    queryFn: ({ pageParam, signal }) => fetchRows(one.id, state ?? 'error', pageParam, signal),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
    enabled: state !== undefined,
  })
  if (!state) return null
  const rows = data?.pages.flatMap((page) => page.items) ?? []
  return (
    <div className="left-out">
      <div className="kinds" role="group" aria-label={t('imports.left_out')}>
        {kinds.map((kind) => (
          <button
            key={kind.state}
            type="button"
            className="kind"
            aria-pressed={kind.state === state}
            onClick={() => setState(kind.state)}
          >
            {t(`imports.left_out.${kind.name}`)}
            <span className="num">{formatNumber(kind.count)}</span>
          </button>
        ))}
        <span className="grow" />
        {state === 'error' && (
          <a className="button ghost small" href={`/api/v1/imports/${one.id}/rows.csv`} download>
            {t('imports.fix.download')}
          </a>
        )}
      </div>
      <ol className="left-rows">
        {rows.map((row) => (
          <LeftRow key={row.number} {...{ one, row }} />
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
      <RunAgain {...{ one, state, rows }} />
    </div>
  )
}

function kindsOf({
  counts,
  options,
}: Imported): { state: RowState; name: 'error' | 'held' | 'skipped' | 'possible'; count: number }[] {
  const trial = options?.dryRun === true
  return [
    { state: 'error' as const, name: 'error' as const, count: counts.failed },
    { state: 'held' as const, name: 'held' as const, count: counts.held },
    { state: 'created' as const, name: 'possible' as const, count: trial ? 0 : counts.possible },
    { state: 'skipped' as const, name: 'skipped' as const, count: counts.skipped },
  ].filter(({ count }) => count > 0)
}

function LeftRow({ one, row }: { one: Imported; row: ImportRow }) {
  const t = useText()
  const imports = useImports()
  const { data: run } = useQuery({ ...runQuery(one), enabled: one.options?.dryRun === false })
  const open = run !== undefined && run.state !== 'undone' && run.state !== 'undoing'
  const fixable = (open || one.options?.dryRun === true) && row.state === 'error'
  const [hit] = row.hits
  return (
    <li className="left-row">
      <span className="muted num">{placeWords(t, one, row.number)}</span>
      <div className="grow">
        {row.errors
          .filter(({ code }) => !hit || !code.endsWith('duplicate'))
          .map((error) => (
            <p key={error.path + error.code} className="left-why">
              {aboutWords(one, error)}
              {errorWords(error)}
            </p>
          ))}
        {row.corrected && (
          <p className="left-ready">
            <IconCheck size={14} stroke={1.75} aria-hidden="true" />
            {t('imports.fix.ready')}
          </p>
        )}
        {hit && <HitLine hit={hit} sameFile={isOfFile(row)} />}
        {fixable ? (
          <FixCells {...{ one, row }} />
        ) : (
          <p className="muted left-cells">
            {one.format === 'vcard' ? <DraftLine {...{ one, row }} /> : row.cells.filter(Boolean).join(' · ')}
          </p>
        )}
      </div>
      {open && row.state === 'held' && (
        <button
          type="button"
          className="button small"
          onClick={() =>
            void imports.runRows(one.id, { state: 'held', numbers: [row.number] }).catch(complain)
          }
        >
          {t('imports.let_in')}
        </button>
      )}
    </li>
  )
}

/** The column an error is about, where it is about one. */
function aboutWords(
  { columns, format }: Imported,
  { columns: blamed = [] }: ImportRow['errors'][number],
): string {
  const [index, ...others] = blamed
  const heading = columns.find((column) => column.index === index)?.heading
  return heading && others.length === 0 && format !== 'vcard' ? `${heading}: ` : ''
}

/** A double of a row before it has, in a dry run, no contact to show; a hidden contact says so. */
function isOfFile({ errors, hits }: ImportRow): boolean {
  return hits[0]?.contactId === undefined && !errors.some(({ code }) => code === 'hidden_duplicate')
}

/** Brings in what was corrected, or everything that was held back. */
function RunAgain({ one, state, rows }: { one: Imported; state: RowState; rows: ImportRow[] }) {
  const t = useText()
  const imports = useImports()
  const ready = rows.filter(({ corrected }) => corrected).length
  if (one.options?.dryRun !== false) return null
  if (state === 'held') {
    return (
      <button
        type="button"
        className="button"
        onClick={() => void imports.runRows(one.id, { state }).catch(complain)}
      >
        {t('imports.let_all_in')}
      </button>
    )
  }
  if (state !== 'error' || ready === 0) return null
  return (
    <button
      type="button"
      className="button primary"
      onClick={() => void imports.runRows(one.id, { state }).catch(complain)}
    >
      {t('imports.fix.run', { count: ready })}
    </button>
  )
}
