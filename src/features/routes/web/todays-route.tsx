import { IconRoute } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { ask } from '#ui/api/request.ts'
import { useUser } from '#ui/api/session.ts'
import { formatNumber } from '#ui/format.ts'
import { useText } from '#ui/texts.ts'
import type { RouteAnswer } from '../route.ts'

/** Leads from the start page to the route of the day, with what it comes to; nothing where nobody is visited. */
export function TodaysRoute({ day }: { day: string }) {
  const t = useText()
  const me = useUser()
  const body = { assigneeId: me.id, date: day }
  const { data } = useQuery({
    queryKey: ['visit', 'route', body],
    queryFn: ({ signal }) => ask<RouteAnswer>('POST', '/routes', { body, signal }),
    enabled: me.role !== 'guest',
    retry: false,
  })
  if (!data?.stops.length) return null
  const { stops, distanceKm, minutes } = data
  const time = `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')} h`
  const facts = [
    t('route.stops', { count: stops.length }),
    t('route.km', { km: formatNumber(Math.round(distanceKm)) }),
    t('route.driving', { time }),
  ]
  return (
    <p className="today-route">
      <Link className="button small" to={`/visits/route?date=${day}`}>
        <IconRoute size={16} stroke={1.75} />
        {t('route.title')}
      </Link>
      <span className="muted num">{facts.join(' · ')}</span>
    </p>
  )
}
