import { useState } from 'react'
import { formatDay, formatNumber } from '#ui/format.ts'
import { useLanguage, useText } from '#ui/texts.ts'
import type { VisitAnalysis } from '../../visit-analysis.ts'
import { WeekTable } from './week-table.tsx'

/** What is coming in the next three months, week by week; as bars, or as the table that says the same. */
export function LoadChart({ load }: { load: VisitAnalysis['load'] }) {
  const t = useText()
  const [asTable, setAsTable] = useState(false)
  const weeks = [...new Set(load.map(({ week }) => week))].toSorted((a, b) => a.localeCompare(b))
  const totals = weeks.map((week) => ({
    week,
    visits: sum(load, week, 'visits'),
    minutes: sum(load, week, 'minutes'),
  }))
  return (
    <section className="analysis-part">
      <header className="analysis-head">
        <h2>{t('analysis.load')}</h2>
        {weeks.length > 0 && (
          <button
            type="button"
            className="button ghost small"
            aria-pressed={asTable}
            onClick={() => setAsTable(!asTable)}
          >
            {t(asTable ? 'analysis.as_bars' : 'analysis.as_table')}
          </button>
        )}
      </header>
      {weeks.length === 0 ? (
        <p className="muted">{t('analysis.load.none')}</p>
      ) : asTable ? (
        <WeekTable
          label={t('analysis.load')}
          load={load}
          renderCell={(one) =>
            one ? `${one.visits} · ${t('analysis.hours', { hours: hours(one.minutes) })}` : '–'
          }
        />
      ) : (
        <Bars totals={totals} />
      )}
    </section>
  )
}

function Bars({ totals }: { totals: { week: string; visits: number; minutes: number }[] }) {
  const t = useText()
  const language = useLanguage()
  const most = Math.max(1, ...totals.map(({ visits }) => visits))
  const said = totals.map(({ week, visits }) => `${formatDay(week)}: ${visits}`).join(', ')
  return (
    <div className="load-bars" role="img" aria-label={`${t('analysis.load')}: ${said}`}>
      {totals.map(({ week, visits, minutes }) => (
        <span
          key={week}
          className="load-bar"
          title={`${formatDay(week)}: ${t('visits.count', { count: visits })}, ${t('analysis.hours', { hours: hours(minutes) })}`}
        >
          <span className="num">{visits}</span>
          <span className="load-track">
            <span className="bar" style={{ height: `${(visits / most) * 100}%` }} />
          </span>
          <span className="muted num">{formatMonday(week, language)}</span>
        </span>
      ))}
    </div>
  )
}

/** Short, and every week in the same shape: 23.11., 23 Nov. */
function formatMonday(week: string, language: 'de' | 'en'): string {
  const options = { day: 'numeric', month: language === 'de' ? 'numeric' : 'short' } as const
  return new Intl.DateTimeFormat(language === 'de' ? 'de-DE' : 'en-GB', options).format(
    new Date(`${week}T00:00:00`),
  )
}

function sum(load: VisitAnalysis['load'], week: string, what: 'visits' | 'minutes'): number {
  return load.reduce((total, one) => total + (one.week === week ? one[what] : 0), 0)
}

function hours(minutes: number): string {
  return formatNumber(minutes / 60, { maximumFractionDigits: 1 })
}
