import { IconCheck, IconNavigation, IconPhone } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { telephoneLink } from '#features/contacts/web/telephone.ts'
import type { Visit } from '#features/visits/visit.ts'
import { ApiProblem } from '#ui/api/api-problem.ts'
import { ask } from '#ui/api/request.ts'
import { useText } from '#ui/texts.ts'

const SHOWN = new Set<Visit['state']>(['planned', 'confirmed', 'inProgress', 'done'])

/** The visits of the day in their order, each with what one needs on the road. */
export function TodaysVisits({ day }: { day: string }) {
  const t = useText()
  const { data: visits = [] } = useQuery({
    queryKey: ['visit', 'today', day],
    queryFn: ({ signal }) => askVisits(day, signal),
  })
  if (visits.length === 0) return null
  return (
    <section className="today-part" aria-label={t('today.visits')}>
      <h2>{t('today.visits')}</h2>
      <ol className="today-visits">
        {visits.map((visit) => (
          <VisitLine key={visit.id} visit={visit} />
        ))}
      </ol>
    </section>
  )
}

/** Refused where visits are not for the caller: then there are none. */
async function askVisits(day: string, signal: AbortSignal): Promise<Visit[]> {
  const query = { assignee: 'me', from: day, to: day, sort: 'date', limit: '100' }
  try {
    const { items } = await ask<{ items: Visit[] }>('GET', '/visits', { query, signal })
    return items.filter(({ state }) => SHOWN.has(state))
  } catch (error) {
    if (error instanceof ApiProblem && error.status < 500) return []
    throw error
  }
}

function VisitLine({ visit }: { visit: Visit }) {
  const t = useText()
  const { customer, startTime, durationMinutes, state } = visit
  const name = customer.displayName
  const address = [customer.street, [customer.postalCode, customer.city].filter(Boolean).join(' ')]
    .filter(Boolean)
    .join(', ')
  return (
    <li className="today-visit" data-done={state === 'done' ? '' : undefined}>
      <span className="today-visit-time num">{startTime ?? t('today.no_time')}</span>
      <span className="grow">
        <Link
          className="today-visit-name cut"
          to={`/visits/${visit.id}`}
          aria-label={t('today.visit_done', { name })}
        >
          {state === 'done' && <IconCheck size={14} stroke={2} aria-hidden="true" />}
          {name}
        </Link>
        <span className="muted cut">{[address, `${durationMinutes} min`].filter(Boolean).join(' · ')}</span>
      </span>
      {customer.phone && (
        <a
          className="icon-button"
          href={telephoneLink(customer.phone)}
          aria-label={t('today.call', { name })}
          title={customer.phone}
        >
          <IconPhone size={18} stroke={1.75} />
        </a>
      )}
      {(address || visit.position) && (
        <a
          className="icon-button"
          href={directions(visit, address)}
          target="_blank"
          rel="noreferrer"
          aria-label={t('today.navigate', { name })}
          title={t('today.navigate', { name })}
        >
          <IconNavigation size={18} stroke={1.75} />
        </a>
      )}
    </li>
  )
}

/** The phone's own map opens it; every browser understands the address of one. */
function directions({ position }: Visit, address: string): string {
  const to = position?.exact ? `${position.lat},${position.lon}` : address
  return `https://www.google.com/maps/dir/?api=1&destination=${encodeURIComponent(to)}`
}
