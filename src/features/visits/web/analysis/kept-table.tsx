import { Link } from 'react-router'
import { formatNumber } from '#ui/format.ts'
import { useText } from '#ui/texts.ts'
import type { VisitAnalysis } from '../../visit-analysis.ts'

type Kept = Omit<VisitAnalysis['users'][number], 'userId'>

interface KeptTableProps {
  title: string
  rows: (Kept & { id: string; name: string; path?: string })[]
}

const columns = ['kept', 'early', 'late', 'missed', 'skipped', 'cancelled', 'open'] as const

/** How many visits were kept, by plan or by user; the bar tells the share, the figures the same in numbers. */
export function KeptTable({ title, rows }: KeptTableProps) {
  const t = useText()
  return (
    <section className="analysis-part">
      <h2>{title}</h2>
      {rows.length === 0 ? (
        <p className="muted">{t('analysis.nothing')}</p>
      ) : (
        // The frame scrolls sideways where columns are many, so the keyboard must reach it.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        <div className="plan-scroll" role="region" aria-label={title} tabIndex={0}>
          <table className="figure-table wide num">
            <thead>
              <tr>
                <th scope="col">{t('analysis.name')}</th>
                <th scope="col">{t('analysis.share')}</th>
                {columns.map((column) => (
                  <th key={column} scope="col">
                    {t(`analysis.${column}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.id}>
                  <th scope="row">{row.path ? <Link to={row.path}>{row.name}</Link> : row.name}</th>
                  <td>
                    <Share row={row} />
                  </td>
                  {columns.map((column) => (
                    <td key={column} className={column === 'missed' && row.missed > 0 ? 'late' : undefined}>
                      {row[column] ? formatNumber(row[column]) : '–'}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  )
}

function Share({ row }: { row: Kept }) {
  const due = row.kept + row.early + row.late + row.missed
  if (due === 0) return <span className="muted">–</span>
  const part = (count: number) => ({ width: `${(count / due) * 100}%` })
  return (
    <span className="share">
      <span className="share-bar" aria-hidden="true">
        <span className="kept" style={part(row.kept)} />
        <span className="off" style={part(row.early + row.late)} />
        <span className="missed" style={part(row.missed)} />
      </span>
      {formatNumber(row.kept / due, { style: 'percent' })}
    </span>
  )
}
