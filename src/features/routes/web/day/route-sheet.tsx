import { useUserName } from '#features/visits/web/user-select.tsx'
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
                {visit.title}
                {[visit.description, visit.bring].filter(Boolean).map((line) => (
                  <div key={line}>{line}</div>
                ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
