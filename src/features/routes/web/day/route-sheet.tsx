import { useQuery } from '@tanstack/react-query'
import { windowsOf } from '#features/visits/opening-hours.ts'
import type { Visit } from '#features/visits/visit.ts'
import { useUserName } from '#features/visits/web/user-select.tsx'
import { placeQuery } from '#features/visits/web/visits-api.ts'
import { dayNumber, weekdayOf } from '#kernel/day.ts'
import { formatExact, formatNumber } from '#ui/format.ts'
import { useText } from '#ui/texts.ts'
import type { RouteAnswer } from '../../route.ts'
import { addressOf } from './hand-over.ts'
import type { DayChoice, Stop } from './use-day-route.ts'

/** The day on paper: only the printer sees it. */
export function RouteSheet({
  answer,
  stops,
  choice,
}: {
  answer: RouteAnswer
  stops: readonly Stop[]
  choice: DayChoice
}) {
  const t = useText()
  const nameOf = useUserName()
  return (
    <div className="route-sheet" aria-hidden="true">
      <h1>
        {t('route.title')} {formatExact(choice.date)} · {nameOf(choice.user)}
      </h1>
      <p>
        {[
          t('route.stops', { count: stops.length }),
          t('route.km', { km: formatNumber(Math.round(answer.distanceKm)) }),
          t('route.span', { from: answer.leaves, to: answer.returns }),
          answer.start?.label && `${t('route.start')}: ${answer.start.label}`,
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      <table>
        <thead>
          <tr>
            {(['route.no', 'route.time', 'map.customer', 'route.phone', 'route.note'] as const).map(
              (head) => (
                <th key={head}>{t(head)}</th>
              ),
            )}
          </tr>
        </thead>
        <tbody>
          {stops.map(({ no, begins, departure, visit, distanceKm }) => (
            <tr key={visit.id}>
              <td>{no}</td>
              <td>
                {begins}–{departure}
                <br />
                {t('route.km', { km: formatNumber(distanceKm) })}
              </td>
              <td>
                <strong>{visit.customer.displayName}</strong>
                <br />
                {addressOf(visit)}
              </td>
              <td>{visit.customer.phone}</td>
              <td>
                <Notes visit={visit} date={choice.date} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** What one should know at the door: what it is about, what to bring, when they are open, how to get in. */
function Notes({ visit, date }: { visit: Visit; date: string }) {
  const t = useText()
  const { data: place } = useQuery({ ...placeQuery(visit.contactId), enabled: false })
  const open = windowsOf(place?.openingHours, weekdayOf(dayNumber(date)))
  const lines = [
    visit.title,
    visit.description,
    visit.bring,
    place?.note,
    open && t('route.hours', { hours: open }),
  ]
  return lines.filter(Boolean).map((line) => <div key={line}>{line}</div>)
}
