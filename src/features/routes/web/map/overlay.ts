import type { ExpressionSpecification, GeoJSONSource, LayerSpecification, Map as MapLibre } from 'maplibre-gl'
import { drawCluster, drawHouse, drawMark, RATIO } from './draw-mark.ts'
import { FONT } from './map-style.ts'
import type { Palette } from './palette.ts'
import { lookOf, looksOf } from './pin.ts'
import type { ColorBy, Pin } from './pin.ts'
import { spreadOut } from './spread-out.ts'

/** A way through numbered stops; where it begins and ends has no number. */
export interface DrawnRoute {
  /** All points of the line, in order. */
  line: { lat: number; lon: number }[]
  stops: { id: string; no: number; lat: number; lon: number; late?: boolean }[]
  houses: { lat: number; lon: number }[]
}

type Spot = DrawnRoute['houses'][number] | DrawnRoute['stops'][number]

const empty = { type: 'FeatureCollection' as const, features: [] }
const point = (at: { lat: number; lon: number }, properties: Record<string, unknown>) => ({
  type: 'Feature' as const,
  properties,
  geometry: { type: 'Point' as const, coordinates: [at.lon, at.lat] },
})

/** Letters go aside by their own size. */
const NO_SIZE = 12

/** Points of a layer that do not hide each other; features carry no lists, so the layer knows the ways aside by name. */
function pointsAside<Spot extends { lat: number; lon: number }>(
  map: MapLibre,
  layer: 'pins' | 'stops',
  spots: readonly Spot[],
  propertiesOf: (spot: Spot) => Record<string, unknown>,
) {
  const aside = spreadOut(spots)
  const ways = new Map(aside.filter(([x, y]) => x !== 0 || y !== 0).map((way) => [way.join(), way]))
  const offset = (by: number): [number, number] | ExpressionSpecification =>
    ways.size === 0
      ? [0, 0]
      : ([
          'match',
          ['get', 'aside'],
          ...[...ways].flatMap(([name, [x, y]]) => [name, ['literal', [x / by, y / by]]]),
          ['literal', [0, 0]],
        ] as unknown as ExpressionSpecification)
  map.setLayoutProperty(layer, 'icon-offset', offset(1))
  if (layer === 'stops') map.setLayoutProperty(layer, 'text-offset', offset(NO_SIZE))
  return spots.map((spot, at) => point(spot, { ...propertiesOf(spot), aside: aside[at]?.join() }))
}

/** Lays what is ours over the base: route, marked pins, pins, and the stops above all. */
export function addOverlay(map: MapLibre, palette: Palette): void {
  map.addImage('cluster-s', drawCluster(28, palette.accent, palette.panel), { pixelRatio: RATIO })
  map.addImage('cluster-m', drawCluster(34, palette.accent, palette.panel), { pixelRatio: RATIO })
  map.addImage('cluster-l', drawCluster(42, palette.accent, palette.panel), { pixelRatio: RATIO })
  map.addImage('stop', drawCluster(24, palette.accent, palette.panel), { pixelRatio: RATIO })
  map.addImage('stop-late', drawCluster(24, palette.tones.red, palette.panel), { pixelRatio: RATIO })
  map.addImage('house', drawHouse(palette.text, palette.panel), { pixelRatio: RATIO })
  map.addSource('route', { type: 'geojson', data: empty })
  map.addSource('marked', { type: 'geojson', data: empty })
  map.addSource('stops', { type: 'geojson', data: empty })
  map.addSource('pins', {
    type: 'geojson',
    data: empty,
    cluster: true,
    clusterRadius: 36,
    clusterMaxZoom: 11,
  })
  for (const layer of layersOf(palette)) map.addLayer(layer)
}

function layersOf(palette: Palette): LayerSpecification[] {
  const symbol = { 'icon-allow-overlap': true, 'text-allow-overlap': true, 'text-font': FONT } as const
  const white = { 'text-color': palette.onAccent }
  return [
    {
      id: 'route',
      type: 'line',
      source: 'route',
      layout: { 'line-cap': 'round', 'line-join': 'round' },
      paint: { 'line-color': palette.accent, 'line-width': 3.5, 'line-opacity': 0.85 },
    },
    {
      id: 'marked',
      type: 'circle',
      source: 'marked',
      paint: {
        'circle-radius': ['case', ['get', 'hovered'], 17, 14],
        'circle-color': palette.accent,
        'circle-opacity': 0.25,
        'circle-stroke-color': palette.accent,
        'circle-stroke-width': ['case', ['get', 'hovered'], 2.5, 1.5],
      },
    },
    {
      id: 'clusters',
      type: 'symbol',
      source: 'pins',
      filter: ['has', 'point_count'],
      layout: {
        ...symbol,
        'icon-image': ['step', ['get', 'point_count'], 'cluster-s', 20, 'cluster-m', 200, 'cluster-l'],
        'text-field': ['get', 'point_count_abbreviated'],
        'text-size': 12,
      },
      paint: white,
    },
    {
      id: 'pins',
      type: 'symbol',
      source: 'pins',
      filter: ['!', ['has', 'point_count']],
      layout: { ...symbol, 'icon-image': ['get', 'look'] },
      paint: { 'icon-opacity': ['case', ['get', 'exact'], 1, 0.85] },
    },
    {
      id: 'stops',
      type: 'symbol',
      source: 'stops',
      layout: {
        ...symbol,
        'icon-image': ['get', 'icon'],
        'text-field': ['get', 'no'],
        'text-size': NO_SIZE,
      },
      paint: { ...white, 'text-halo-color': palette.accent, 'text-halo-width': 0.3 },
    },
  ]
}

/** Shows these pins, with a picture for each way to look. */
export function showPins(map: MapLibre, pins: readonly Pin[], by: ColorBy, palette: Palette): void {
  for (const { key, color, sign } of looksOf(pins, by, palette.tones)) {
    const image = drawMark(color, sign, palette.panel)
    if (map.hasImage(`pin ${key}`)) map.updateImage(`pin ${key}`, image)
    else map.addImage(`pin ${key}`, image, { pixelRatio: RATIO })
  }
  const features = pointsAside(map, 'pins', pins, (pin) => ({
    id: pin.id,
    look: `pin ${lookOf(pin, by, palette.tones).key}`,
    exact: pin.exact,
  }))
  void sourceOf(map, 'pins').setData({ type: 'FeatureCollection', features })
}

/** Rings the chosen pins, and the one the pointer or the list is on. */
export function showMarked(map: MapLibre, marked: readonly (Pin & { hovered: boolean })[]): void {
  const features = marked.map((pin) => point(pin, { hovered: pin.hovered }))
  void sourceOf(map, 'marked').setData({ type: 'FeatureCollection', features })
}

export function showRoute(map: MapLibre, route: DrawnRoute | undefined): void {
  const line = route && {
    type: 'Feature' as const,
    properties: {},
    geometry: { type: 'LineString' as const, coordinates: route.line.map(({ lat, lon }) => [lon, lat]) },
  }
  void sourceOf(map, 'route').setData(line ?? empty)
  const { houses = [], stops = [] } = route ?? {}
  const features = pointsAside<Spot>(map, 'stops', [...houses, ...stops], (spot) =>
    'no' in spot
      ? { id: spot.id, icon: spot.late ? 'stop-late' : 'stop', no: String(spot.no) }
      : { icon: 'house', no: '' },
  )
  void sourceOf(map, 'stops').setData({ type: 'FeatureCollection', features })
}

function sourceOf(map: MapLibre, id: string): GeoJSONSource {
  return map.getSource(id) as GeoJSONSource
}
