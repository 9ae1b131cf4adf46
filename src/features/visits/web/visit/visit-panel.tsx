import { IconDownload } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { ApiProblem } from '#ui/api/api-problem.ts'
import { apiRoot } from '#ui/api/request.ts'
import { formatDay, formatRelative } from '#ui/format.ts'
import { useText } from '#ui/texts.ts'
import { isOpen } from '../../visit-states.ts'
import type { Visit } from '../../visit.ts'
import { PlanDot, ShiftMark, StateBadge, timeWords, VisitDay } from '../visit-parts.tsx'
import { visitQuery, visitsQuery } from '../visits-api.ts'
import { Acts } from './acts.tsx'
import { Reach } from './reach.tsx'
import { VisitFacts } from './visit-facts.tsx'
import './visit.css'

/** A visit with everything one can do with it: beside a list, in a dialog, and as a page on the phone. */
export function VisitPanel({ id, onGone }: { id: string; onGone?: () => void }) {
  const t = useText()
  const { data: visit, error } = useQuery(visitQuery(id))
  if (error instanceof ApiProblem && !visit) return <p className="peek-note">{t('visit.missing')}</p>
  if (!visit) return <p className="peek-note late">{t('list.loading')}</p>
  return (
    <article className="visit-panel">
      <Head visit={visit} />
      <Acts visit={visit} {...(onGone && { onGone })} />
      <Reach visit={visit} />
      <VisitFacts key={visit.id} visit={visit} />
      <Report visit={visit} />
      <Next visit={visit} />
      <Earlier visit={visit} />
      {isOpen(visit.state) && visit.state !== 'proposed' && (
        <a className="button ghost small" href={`${apiRoot}/visits/${visit.id}.ics`} download>
          <IconDownload size={14} stroke={1.75} /> {t('visit.as_file')}
        </a>
      )}
    </article>
  )
}

function Head({ visit }: { visit: Visit }) {
  const t = useText()
  const time = timeWords(visit)
  return (
    <header className="visit-head">
      <p className="visit-marks">
        <StateBadge state={visit.state} />
        <span className="muted cut">
          <PlanDot color={visit.plan.color} /> {visit.plan.name}
          {' · '}
          {t('visit.number', { no: visit.no })}
        </span>
      </p>
      <h2>
        <Link to={`/contacts/${visit.contactId}`}>{visit.customer.displayName}</Link>
      </h2>
      <p className="visit-when">
        <VisitDay visit={visit} />
        {time && <span className="num">, {time}</span>}
        <span className="muted">{relativeDay(visit.date)}</span>
      </p>
      <ShiftMark visit={visit} whole />
    </header>
  )
}

/** " · in 3 Wochen"; nothing where the day says it itself. */
function relativeDay(day: string): string {
  const now = new Date()
  now.setHours(0, 0, 0, 0)
  const at = new Date(`${day}T00:00:00`)
  const away = Math.round((at.getTime() - now.getTime()) / 86_400_000)
  return Math.abs(away) <= 1 ? '' : ` · ${formatRelative(at, now)}`
}

function Report({ visit }: { visit: Visit }) {
  const t = useText()
  if (visit.state !== 'done' && !visit.report) return null
  const facts = [
    visit.doneOn && t('visit.done_on', { day: formatDay(visit.doneOn) }),
    visit.actualMinutes !== null && t('visit.minutes', { count: visit.actualMinutes }),
    visit.outcome,
  ].filter(Boolean)
  return (
    <section className="visit-part" aria-label={t('visit.report')}>
      <h3>{t('visit.report')}</h3>
      <p className="muted">{facts.join(' · ')}</p>
      {visit.report && <p className="visit-text">{visit.report}</p>}
    </section>
  )
}

/** What comes after this one. */
function Next({ visit }: { visit: Visit }) {
  const t = useText()
  const { data } = useQuery({
    ...visitsQuery({
      contact: visit.contactId,
      plan: visit.planId,
      from: visit.date,
      sort: 'date',
      limit: '5',
    }),
  })
  const next = data?.items.filter((other) => other.no > visit.no && isOpen(other.state))
  return (
    <section className="visit-part" aria-label={t('visit.next')}>
      <h3>{t('visit.next')}</h3>
      {next?.length ? (
        <ul className="visit-lines">
          {next.map((other) => (
            <Line key={other.id} visit={other} />
          ))}
        </ul>
      ) : (
        <p className="muted">{t(isOpen(visit.state) ? 'visit.next.when_done' : 'visit.next.none')}</p>
      )}
    </section>
  )
}

function Earlier({ visit }: { visit: Visit }) {
  const t = useText()
  const { data } = useQuery(
    visitsQuery({ contact: visit.contactId, to: visit.date, sort: '-date', limit: '8' }),
  )
  const before = data?.items.filter((other) => other.id !== visit.id && other.date <= visit.date).slice(0, 5)
  if (!before?.length) return null
  return (
    <section className="visit-part" aria-label={t('visit.earlier')}>
      <h3>{t('visit.earlier')}</h3>
      <ul className="visit-lines">
        {before.map((other) => (
          <Line key={other.id} visit={other} />
        ))}
      </ul>
    </section>
  )
}

function Line({ visit }: { visit: Visit }) {
  return (
    <li>
      <Link to={`/visits/${visit.id}`} className="visit-line">
        <VisitDay visit={visit} />
        <StateBadge state={visit.state} />
        <span className="muted cut grow">{visit.report || visit.outcome || visit.plan.name}</span>
      </Link>
    </li>
  )
}
