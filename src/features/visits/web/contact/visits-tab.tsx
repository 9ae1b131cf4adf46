import { IconRepeat } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import type { Contact } from '#features/contacts/contact.ts'
import { useUser } from '#ui/api/session.ts'
import { ListError } from '#ui/list/list-states.tsx'
import { useText, type TextKey } from '#ui/texts.ts'
import { isOpen } from '../../visit-states.ts'
import type { Visit } from '../../visit.ts'
import { openPlanForm, openVisit } from '../dialogs.ts'
import { PlanDot, ShiftMark, StateBadge, timeWords, VisitDay } from '../visit-parts.tsx'
import { visitsQuery } from '../visits-api.ts'
import { useUserName } from '../user-select.tsx'
import { ChainsPart } from './chains-part.tsx'
import { PlacePart } from './place-part.tsx'

/** The visits to one contact: what is due, what was, and what one must know of the place. */
export function VisitsTab({ contact }: { contact: Contact }) {
  const t = useText()
  const mayPlan = useUser().role !== 'guest'
  const { data, error, refetch } = useQuery(visitsQuery({ contact: contact.id, sort: '-date', limit: '200' }))
  if (error && !data) return <ListError error={error} onRetry={() => void refetch()} />
  if (!data) return null
  const open = data.items.filter(({ state }) => isOpen(state)).toReversed()
  const missed = open.filter((visit) => visit.state === 'missed')
  const next = open.filter((visit) => visit.state !== 'missed')
  const closed = data.items.filter((visit) => !isOpen(visit.state))
  return (
    <div className="visits-tab">
      {mayPlan && (
        <p>
          <button
            type="button"
            className="button"
            onClick={() => void openPlanForm({ preset: { contactIds: [contact.id] } })}
          >
            <IconRepeat size={16} stroke={1.75} />
            {t('visits.plan_visits')}
          </button>
        </p>
      )}
      {data.items.length === 0 && <p className="muted">{t('visits.tab.none')}</p>}
      <Group title="visits.tab.missed" visits={missed} />
      <Group title="visits.tab.open" visits={next} />
      <Group title="visits.tab.closed" visits={closed} />
      {mayPlan && <ChainsPart contact={contact} />}
      <PlacePart contact={contact} />
    </div>
  )
}

function Group({ title, visits }: { title: TextKey; visits: Visit[] }) {
  const t = useText()
  const nameOf = useUserName()
  if (visits.length === 0) return null
  return (
    <section className="visit-part" aria-label={t(title)}>
      <h3>{t(title)}</h3>
      <ul className="visit-lines">
        {visits.map((visit) => (
          <li key={visit.id}>
            <Link
              to={`/visits/${visit.id}`}
              className="visit-line"
              onClick={(event) => {
                if (event.ctrlKey || event.metaKey || event.shiftKey) return
                event.preventDefault()
                void openVisit({ id: visit.id })
              }}
            >
              <VisitDay visit={visit} />
              <span className="num muted visit-time">{timeWords(visit)}</span>
              <StateBadge state={visit.state} />
              <span className="muted cut grow">
                <PlanDot color={visit.plan.color} /> {visit.plan.name} · {nameOf(visit.assigneeId)}
                {visit.report && ` · ${visit.report}`}
              </span>
              <ShiftMark visit={visit} />
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}
