import type { LayerSpecification, StyleSpecification } from 'maplibre-gl'
import type { Language } from '#ui/texts.ts'
import type { MapSettings } from '../../map-settings.ts'
import cities from './data/cities.json?url'
import countries from './data/countries.json?url'
import rivers from './data/rivers.json?url'
import states from './data/states.json?url'
import urban from './data/urban.json?url'
import type { Palette } from './palette.ts'

/** Our own font is on the machine already: without an address for fonts the map draws its words with it. */
export const FONT = ['Inter Variable']

/** What lies beneath the pins: what the administrator has named, else the map that is shipped. */
export function baseStyle(
  palette: Palette,
  language: Language,
  own: MapSettings,
): StyleSpecification | string {
  if (own.styleUrl) return own.styleUrl
  if (own.tileUrl) return tileStyle(own.tileUrl, own.attribution ?? '', palette)
  return shippedStyle(palette, language)
}

function tileStyle(tileUrl: string, attribution: string, { isDark }: Palette): StyleSpecification {
  // Pictures know no dark screen.
  const paint = { 'raster-brightness-max': isDark ? 0.7 : 1 }
  return {
    version: 8,
    sources: { tiles: { type: 'raster', tiles: [tileUrl], tileSize: 256, maxzoom: 19, attribution } },
    layers: [{ id: 'tiles', type: 'raster', source: 'tiles', paint }],
  }
}

/** Outlines of central Europe; all of it comes from our own server. */
function shippedStyle(palette: Palette, language: Language): StyleSpecification {
  const source = (data: string) => ({ type: 'geojson' as const, data: new URL(data, location.href).href })
  return {
    version: 8,
    sources: {
      countries: { ...source(countries), attribution: 'Natural Earth' },
      states: source(states),
      urban: source(urban),
      rivers: source(rivers),
      cities: {
        ...source(cities),
        attribution: '<a href="https://www.geonames.org/">GeoNames</a> (CC BY 4.0)',
      },
    },
    layers: [...ground(palette), ...names(palette, language)],
  }
}

function ground(palette: Palette): LayerSpecification[] {
  const home = ['in', ['get', 'n'], ['literal', ['Deutschland', 'Österreich', 'Schweiz', 'Liechtenstein']]]
  return [
    { id: 'sea', type: 'background', paint: { 'background-color': palette.sea } },
    {
      id: 'land',
      type: 'fill',
      source: 'countries',
      paint: { 'fill-color': ['case', home as never, palette.land, palette.abroad] },
    },
    {
      id: 'urban',
      type: 'fill',
      source: 'urban',
      paint: {
        'fill-color': palette.urban,
        // Coarse outlines: true from afar only.
        'fill-opacity': ['interpolate', ['linear'], ['zoom'], 6, 1, 9, 0.4],
      },
    },
    {
      id: 'rivers',
      type: 'line',
      source: 'rivers',
      paint: {
        'line-color': palette.river,
        'line-width': ['interpolate', ['linear'], ['zoom'], 5, 0.6, 10, 2],
      },
    },
    {
      id: 'states',
      type: 'line',
      source: 'states',
      paint: { 'line-color': palette.state, 'line-width': 1, 'line-dasharray': [4, 2] },
    },
    {
      id: 'borders',
      type: 'line',
      source: 'countries',
      paint: {
        'line-color': palette.border,
        'line-width': ['interpolate', ['linear'], ['zoom'], 4, 0.8, 9, 1.6],
      },
    },
  ]
}

/** Names give way to pins and to each other: big places first, on whichever side there is room. */
function names(palette: Palette, language: Language): LayerSpecification[] {
  const name = language === 'en' ? ['coalesce', ['get', 'en'], ['get', 'n']] : ['get', 'n']
  const people = ['get', 'p']
  return [
    {
      id: 'cities',
      type: 'symbol',
      source: 'cities',
      filter: ['>=', people, ['step', ['zoom'], 600_000, 5.2, 350_000, 6, 180_000, 7, 70_000, 8, 0]] as never,
      layout: {
        'text-field': name as never,
        'text-font': FONT,
        'text-size': ['interpolate', ['linear'], people as never, 20_000, 11, 300_000, 12, 1_500_000, 14],
        'text-variable-anchor': ['center', 'top', 'bottom', 'left', 'right'],
        'text-radial-offset': 1.1,
        'text-justify': 'auto',
        'text-padding': 6,
        'symbol-sort-key': ['-', 0, people] as never,
      },
      paint: {
        'text-color': ['case', ['>=', people, 300_000], palette.text, palette.text2] as never,
        'text-halo-color': palette.halo,
        'text-halo-width': 1.4,
      },
    },
  ]
}
