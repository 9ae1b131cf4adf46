import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { writeOut } from '#kernel/fold.ts'
import { placeKey } from '../place.ts'
import type { Place, PlacesQuery } from '../place.ts'
import { STATES } from './states.ts'

/** More lines help nobody choose. */
const MOST = 50

/** Places of a code, or those whose name begins so: exact names first, then by code. Empty where nothing is known. */
export function readPlaces({ country, postalCode, city }: PlacesQuery): Place[] {
  const table = tableOf(country)
  if (!table || (!postalCode && !city)) return []
  const wanted = placeKey(city ?? '')
  const among = postalCode ? (table.byCode.get(postalCode) ?? []) : table.all
  const hits = among.filter((line) => line.key.startsWith(wanted))
  const nearestFirst = hits.toSorted((a, b) => nearness(b, city) - nearness(a, city))
  return nearestFirst.slice(0, MOST).map((line) => line.place)
}

/** The very name before one that only sounds so: Münster before Munster. */
function nearness(line: Line, typed = ''): number {
  if (writeOut(line.place.city).toLowerCase() === writeOut(typed).toLowerCase()) return 2
  return line.key === placeKey(typed) ? 1 : 0
}

/** The names of the places of a code; undefined where the country or the code is not in the table. */
export function placeNames(country: string, postalCode: string): readonly string[] | undefined {
  return tableOf(country)
    ?.byCode.get(postalCode)
    ?.map((line) => line.place.city)
}

interface Line {
  place: Place
  key: string
}
interface Table {
  all: Line[]
  byCode: Map<string, Line[]>
}

const FILES: Record<string, string> = { DE: 'de.tsv', CH: 'ch.tsv' }
const tables = new Map<string, Table>()

/** A table is read when it is asked for first: some 10,000 lines, 30 ms. */
function tableOf(country: string): Table | undefined {
  const file = Object.hasOwn(FILES, country) ? FILES[country] : undefined
  if (!file) return undefined
  const known = tables.get(country)
  if (known) return known
  const text = readFileSync(join(import.meta.dirname, 'data', file), 'utf8')
  const all = text
    .trim()
    .split('\n')
    .flatMap((line) => linesOf(country, line))
  const table = { all, byCode: Map.groupBy(all, (line) => line.place.postalCode) }
  tables.set(country, table)
  return table
}

/** `21039⇥53.457⇥10.282⇥SH⇥Börnsen|Hamburg=HH`: a place in another Land than the first says so. */
function linesOf(country: string, line: string): Line[] {
  const [postalCode = '', lat, lon, mostly = '', names = ''] = line.split('\t')
  return names.split('|').map((name) => {
    const [city = '', other = mostly] = name.split('=')
    const state = STATES[country]?.[other] ?? other
    const place = { postalCode, city, state, lat: Number(lat), lon: Number(lon) }
    return { place, key: placeKey(city) }
  })
}
