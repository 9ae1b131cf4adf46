import { combine } from '@atlaskit/pragmatic-drag-and-drop/combine'
import { draggable, dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter'
import { IconAlertTriangle, IconLock, IconNavigation } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { formatNumber } from '#ui/format.ts'
import { MoreMenu } from '#ui/more-menu.tsx'
import { useText } from '#ui/texts.ts'
import { useLatest } from '#ui/use-latest.ts'
import { addressOf, geoLink } from './hand-over.ts'
import type { Stop } from './use-day-route.ts'

interface StopLineProps {
  stop: Stop
  count: number
  /** Something else fills the time before it. */
  isAfterPause: boolean
  hovered: boolean
  onHover: (id: string | undefined) => void
  onOpen: (id: string) => void
  /** Puts a stop at this place of the order, from 0. */
  onMove: (id: string, to: number) => void
}

/** One stop of the day: dragged elsewhere, or put there by its menu or Alt and an arrow. */
export function StopLine({ stop, count, isAfterPause, hovered, onHover, onOpen, onMove }: StopLineProps) {
  const t = useText()
  const line = useRef<HTMLLIElement>(null)
  const isOver = useReorder(line, stop, onMove)
  const { visit, no, begins, departure, arrival, distanceKm, drivingMinutes, fixed, warning } = stop
  const name = visit.customer.displayName
  const waits = minutesBetween(arrival, begins)
  const at = no - 1
  const items = [
    { id: 'open', label: t('route.open'), run: () => onOpen(visit.id) },
    { id: 'order', divider: true as const },
    { id: 'first', label: t('route.first'), disabled: at === 0, run: () => onMove(visit.id, 0) },
    {
      id: 'up',
      label: t('route.up_short'),
      keys: 'alt+up',
      disabled: at === 0,
      run: () => onMove(visit.id, at - 1),
    },
    {
      id: 'down',
      label: t('route.down_short'),
      keys: 'alt+down',
      disabled: no === count,
      run: () => onMove(visit.id, at + 1),
    },
    { id: 'last', label: t('route.last'), disabled: no === count, run: () => onMove(visit.id, count) },
  ]
  return (
    <li
      ref={line}
      className={`stop${hovered ? ' hovered' : ''}${isOver ? ' over' : ''}`}
      onPointerEnter={() => onHover(visit.id)}
      onPointerLeave={() => onHover(undefined)}
    >
      <p className="stop-leg num">
        {t('route.leg', { km: formatNumber(distanceKm), minutes: drivingMinutes })}
      </p>
      <span className="stop-no num" aria-hidden="true">
        {no}
      </span>
      <button
        type="button"
        className="stop-name"
        onClick={() => onOpen(visit.id)}
        onFocus={() => onHover(visit.id)}
        onKeyDown={(event) => {
          if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return
          event.preventDefault()
          onMove(visit.id, event.key === 'ArrowUp' ? at - 1 : at + 1)
        }}
      >
        <strong className="cut">{name}</strong>
        <span className="cut">{addressOf(visit)}</span>
      </button>
      <span className="stop-time num">
        {begins}–{departure}
        <small>
          {fixed && (
            <>
              <IconLock size={12} stroke={2} aria-hidden="true" /> {t('route.agreed')}
            </>
          )}
          {!fixed && !isAfterPause && waits > 4 && t('route.wait', { minutes: waits })}
        </small>
      </span>
      <span className="stop-acts">
        <a
          className="icon-button"
          href={geoLink(stop)}
          aria-label={`${t('route.guide')}: ${name}`}
          title={t('route.guide')}
        >
          <IconNavigation size={16} stroke={1.75} />
        </a>
        <MoreMenu label={t('route.move', { name })} items={items} />
      </span>
      {warning && (
        <p className="stop-warning">
          <IconAlertTriangle size={14} stroke={1.75} aria-hidden="true" /> {t(`route.warning.${warning}`)}
        </p>
      )}
    </li>
  )
}

/** Lets the line be dragged onto another one, whose place it takes then. */
function useReorder(
  line: React.RefObject<HTMLLIElement | null>,
  stop: Stop,
  onMove: StopLineProps['onMove'],
): boolean {
  const [isOver, setIsOver] = useState(false)
  const move = useLatest(onMove)
  const { visitId: id, no } = stop
  useEffect(() => {
    const element = line.current
    if (!element) return undefined
    return combine(
      draggable({ element, getInitialData: () => ({ kind: 'stop', id }) }),
      dropTargetForElements({
        element,
        canDrop: ({ source }) => source.data['kind'] === 'stop' && source.data['id'] !== id,
        onDragEnter: () => setIsOver(true),
        onDragLeave: () => setIsOver(false),
        onDrop: ({ source }) => {
          setIsOver(false)
          move.current(String(source.data['id']), no - 1)
        },
      }),
    )
  }, [line, id, no, move])
  return isOver
}

function minutesBetween(from: string, to: string): number {
  const minutes = (clock: string) => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5))
  return minutes(to) - minutes(from)
}
