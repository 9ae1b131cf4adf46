import type { Map as MapLibre, MapLibreEvent } from 'maplibre-gl'
import { useEffect, useRef } from 'react'
import type { DrawnRoute } from './overlay.ts'
import type { Pin } from './pin.ts'

/**
 * Brings into view what there is, as soon as it is there and when it becomes something else. Until somebody moves the map
 * by hand it stays in view: also on a map that is drawn anew, or in a frame that gets its size only now.
 */
export function useFit(map: MapLibre | undefined, pins: readonly Pin[], route: DrawnRoute | undefined): void {
  const shown = useRef<string>(undefined)
  const isMoved = useRef(false)
  useEffect(() => {
    if (!map) return undefined
    const spots = route ? [...route.line, ...route.houses, ...route.stops] : pins
    const key = keyOf(pins, route)
    const fit = () => {
      if (!isMoved.current && spots.length > 0) show(map, spots)
    }
    if (spots.length > 0 && shown.current !== key) {
      shown.current = key
      isMoved.current = false
    }
    fit()
    const onMove = ({ originalEvent }: MapLibreEvent<unknown>) => {
      if (originalEvent && (originalEvent as Event).type !== 'resize') isMoved.current = true
    }
    map.on('movestart', onMove)
    map.on('resize', fit)
    return () => {
      map.off('movestart', onMove)
      map.off('resize', fit)
    }
  }, [map, pins, route])
}

/** Other visits are another picture; the same ones in another order are not. */
function keyOf(pins: readonly Pin[], route: DrawnRoute | undefined): string {
  if (!route) return `${pins.length} ${pins[0]?.id} ${pins.at(-1)?.id}`
  const ids = route.stops.map(({ id }) => id)
  return ids.toSorted().join()
}

function show(map: MapLibre, spots: readonly { lat: number; lon: number }[]): void {
  const [lons, lats] = [spots.map(({ lon }) => lon), spots.map(({ lat }) => lat)]
  const edge = (values: number[], pick: 'min' | 'max') => values.reduce((a, b) => Math[pick](a, b))
  map.fitBounds([edge(lons, 'min'), edge(lats, 'min'), edge(lons, 'max'), edge(lats, 'max')], {
    padding: { top: 64, right: 60, bottom: 60, left: 60 },
    maxZoom: 10,
    animate: false,
  })
}
