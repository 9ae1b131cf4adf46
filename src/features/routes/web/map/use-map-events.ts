import type { GeoJSONSource, MapLayerMouseEvent } from 'maplibre-gl'
import { useEffect, type RefObject } from 'react'
import type { DrawnMap } from './use-map.ts'

interface Heard {
  onHover?: ((id: string | undefined) => void) | undefined
  onOpen: (id: string) => void
}

/** Pins tell which one the pointer is on and open by a click; several in one spot come apart. */
export function useMapEvents(drawn: DrawnMap | undefined, heard: RefObject<Heard>): void {
  useEffect(() => {
    if (!drawn) return
    const { map } = drawn
    const idOf = (event: MapLayerMouseEvent) => event.features?.[0]?.properties['id'] as string | undefined
    const point = (on: boolean) => {
      map.getCanvas().style.cursor = on ? 'pointer' : ''
    }
    const enter = (event: MapLayerMouseEvent) => {
      point(true)
      heard.current.onHover?.(idOf(event))
    }
    const leave = () => {
      point(false)
      heard.current.onHover?.(undefined)
    }
    const open = (event: MapLayerMouseEvent) => {
      const id = idOf(event)
      if (id) heard.current.onOpen(id)
    }
    const comeApart = async (event: MapLayerMouseEvent) => {
      const [cluster] = event.features ?? []
      if (!cluster) return
      const source = map.getSource('pins') as GeoJSONSource
      const zoom = await source.getClusterExpansionZoom(Number(cluster.properties['cluster_id']))
      map.easeTo({ center: event.lngLat, zoom: zoom + 0.3, duration: 150 })
    }
    for (const layer of ['pins', 'stops']) {
      map.on('mousemove', layer, enter)
      map.on('mouseleave', layer, leave)
      map.on('click', layer, open)
    }
    map.on('mousemove', 'clusters', () => point(true))
    map.on('mouseleave', 'clusters', () => point(false))
    map.on('click', 'clusters', (event) => void comeApart(event))
  }, [drawn, heard])
}
