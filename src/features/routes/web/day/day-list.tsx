import { IconCoffee, IconHome } from '@tabler/icons-react'
import type { Visit } from '#features/visits/visit.ts'
import { useText } from '#ui/texts.ts'
import type { RouteAnswer } from '../../route.ts'
import { StopLine } from './stop-line.tsx'
import type { Stop } from './use-day-route.ts'

interface DayListProps {
  answer: RouteAnswer
  stops: readonly Stop[]
  visits: ReadonlyMap<string, Visit>
  hovered: string | undefined
  onHover: (id: string | undefined) => void
  onOpen: (id: string) => void
  onMove: (id: string, to: number) => void
}

/** The day in its order, with what else it holds; below, who is not on the route and why. */
export function DayList({ answer, stops, visits, hovered, onHover, onOpen, onMove }: DayListProps) {
  const t = useText()
  const { start, end, leaves, returns, lunch, appointments, unreachable } = answer
  const pauses = [
    ...appointments.map((one) => ({ ...one, label: one.title || t('route.busy') })),
    ...(lunch ? [{ ...lunch, label: t('route.break') }] : []),
  ]
  const due = (after: string, before: string) =>
    pauses
      .filter(({ from }) => from >= after && from < before)
      .map((pause) => <Pause key={`${pause.from} ${pause.label}`} {...pause} />)
  const [out, home] = [start ? leaves : '00:00', end ? returns : '24:00']
  const first = stops[0]?.begins ?? '24:00'
  const last = stops.at(-1)?.begins ?? '00:00'
  return (
    <div className="route-list">
      {!start && <p className="route-note">{t('route.no_start')}</p>}
      <ol aria-label={t('route.list')}>
        {stops.length > 0 && due('00:00', least(out, first))}
        {start && stops.length > 0 && <House label={start.label || t('route.start')} time={leaves} />}
        {stops.flatMap((stop, at) => {
          const before = due(stops[at - 1]?.begins ?? least(out, first), stop.begins)
          return [
            ...before,
            <StopLine
              key={stop.visitId}
              stop={stop}
              count={stops.length}
              isAfterPause={before.length > 0}
              hovered={hovered === stop.visitId}
              onHover={onHover}
              onOpen={onOpen}
              onMove={onMove}
            />,
          ]
        })}
        {due(last, stops.length > 0 ? home : '24:00')}
        {end && stops.length > 0 && <House label={end.label || t('route.end')} time={returns} />}
        {stops.length > 0 && due(last > home ? last : home, '24:00')}
      </ol>
      {unreachable.length > 0 && (
        <section className="route-left">
          <h3>{t('route.unreachable')}</h3>
          <ul>
            {unreachable.map(({ visitId, reason }) => (
              <li key={visitId}>
                <button type="button" className="stop-name" onClick={() => onOpen(visitId)}>
                  <strong className="cut">{visits.get(visitId)?.customer.displayName ?? '–'}</strong>
                  <span>{t(`route.reason.${reason}`)}</span>
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  )
}

const least = (one: string, other: string): string => (one < other ? one : other)

function House({ label, time }: { label: string; time: string }) {
  return (
    <li className="stop house">
      <IconHome size={18} stroke={1.75} aria-hidden="true" />
      <span className="cut">{label}</span>
      <span className="stop-time num">{time}</span>
    </li>
  )
}

function Pause({ label, from, to }: { label: string; from: string; to: string }) {
  return (
    <li className="stop house">
      <IconCoffee size={16} stroke={1.75} aria-hidden="true" />
      <span className="cut">{label}</span>
      <span className="stop-time num">
        {from}–{to}
      </span>
    </li>
  )
}
