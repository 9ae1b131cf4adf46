import { formatNumber } from '#ui/format.ts'
import { useText } from '#ui/texts.ts'
import type { RouteAnswer } from '../../route.ts'
import type { Stop } from './use-day-route.ts'

/** What the day comes to, and where the figures come from. */
export function RouteSummary({ answer, stops }: { answer: RouteAnswer; stops: readonly Stop[] }) {
  const t = useText()
  const { distanceKm, minutes, leaves, returns, estimated, routingFailed } = answer
  const count = stops.length
  const coarse = stops.filter(({ visit }) => visit.position?.exact === false).length
  if (count === 0) return null
  const time = `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')} h`
  return (
    <p className="route-summary" role="status">
      <strong>{t('route.stops', { count })}</strong>
      <span className="num">{t('route.km', { km: formatNumber(Math.round(distanceKm)) })}</span>
      <span className="num">{t('route.driving', { time })}</span>
      <span className="num">{t('route.span', { from: leaves, to: returns })}</span>
      <small>
        {t(routingFailed ? 'route.failed' : estimated ? 'route.estimated' : 'route.by_roads')}
        {coarse > 0 && ` · ${t('map.only_postal_code', { count: coarse })}`}
      </small>
    </p>
  )
}
