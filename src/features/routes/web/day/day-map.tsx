import { useMemo } from 'react'
import { useSettings } from '#features/settings/web/settings-api.ts'
import type { RouteAnswer } from '../../route.ts'
import type { DrawnRoute } from '../map/overlay.ts'
import type { Pin } from '../map/pin.ts'
import { VisitMap } from '../map/visit-map.tsx'
import { addressOf } from './hand-over.ts'
import type { Stop } from './use-day-route.ts'

interface DayMapProps {
  answer: RouteAnswer | undefined
  stops: readonly Stop[]
  hovered: string | undefined
  onHover: (id: string | undefined) => void
  onOpen: (id: string) => void
}

/** The way of the day with its numbers. */
export function DayMap({ answer, stops, hovered, onHover, onOpen }: DayMapProps) {
  const settings = useSettings()
  const pins = useMemo(() => stops.flatMap(pinOf), [stops])
  const route = useMemo(() => answer && drawn(answer, stops), [answer, stops])
  return (
    <VisitMap
      pins={pins}
      own={settings?.map}
      route={route}
      hovered={hovered}
      onHover={onHover}
      onOpen={onOpen}
    />
  )
}

function pinOf({ visit, no, begins }: Stop): Pin[] {
  const { id, position, state, plan, customer } = visit
  const text = `${no}. ${begins} · ${addressOf(visit)}`
  return position ? [{ id, ...position, state, plan, title: customer.displayName, text }] : []
}

function drawn({ start, end }: RouteAnswer, stops: readonly Stop[]): DrawnRoute {
  const spots = stops.flatMap(({ visit, no, warning }) =>
    visit.position
      ? [{ id: visit.id, no, lat: visit.position.lat, lon: visit.position.lon, late: warning !== null }]
      : [],
  )
  const houses = [start, end].flatMap((place) => (place ? [{ lat: place.lat, lon: place.lon }] : []))
  return {
    line:
      spots.length > 0 ? [...houses.slice(0, start ? 1 : 0), ...spots, ...houses.slice(start ? 1 : 0)] : [],
    stops: spots,
    houses: spots.length > 0 ? houses : [],
  }
}
