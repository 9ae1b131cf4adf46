import { icalComponent, icalText, icalTime } from '#kernel/ical.ts'
import type { RouteAnswer } from '../../route.ts'
import type { Stop } from './use-day-route.ts'

/** Google takes so many points between the first and the last. */
const WAY_POINTS = 9

interface Spot {
  lat: number
  lon: number
}

/** What a navigation program is told: the exact position, else the address in words. */
function placeOf({ visit }: Stop): string {
  const { position, customer } = visit
  if (position?.exact) return `${position.lat},${position.lon}`
  const city = [customer.postalCode, customer.city].filter(Boolean).join(' ')
  return [visit.place || customer.street, city, customer.country].filter(Boolean).join(', ')
}

const spotOf = (spot: Spot | null) => (spot ? [`${spot.lat},${spot.lon}`] : [])

/** The way with all its stops; long ones in parts, each beginning where the last one ended. */
export function googleLinks(
  stops: readonly Stop[],
  { start, end }: Pick<RouteAnswer, 'start' | 'end'>,
): string[] {
  const places = [...spotOf(start), ...stops.map(placeOf), ...spotOf(end)]
  const links: string[] = []
  for (let at = 0; at < places.length - 1; at += WAY_POINTS + 1) {
    const part = places.slice(at, at + WAY_POINTS + 2)
    const origin = part[0] ?? ''
    const destination = part.at(-1) ?? ''
    const between = part.slice(1, -1).join('|')
    const query = new URLSearchParams({ api: '1', travelmode: 'driving', origin, destination })
    if (between) query.set('waypoints', between)
    links.push(`https://www.google.com/maps/dir/?${query}`)
  }
  return links
}

export function appleLink(
  stops: readonly Stop[],
  { start, end }: Pick<RouteAnswer, 'start' | 'end'>,
): string {
  const [from] = spotOf(start)
  const places = [...stops.map(placeOf), ...spotOf(end)].map(encodeURIComponent)
  return `https://maps.apple.com/?${from ? `saddr=${from}&` : ''}daddr=${places.join('+to:')}&dirflg=d`
}

/** Leads to one stop with whatever program the phone has for that. */
export function geoLink(stop: Stop): string {
  const place = placeOf(stop)
  return stop.visit.position?.exact ? `geo:${place}?q=${place}` : `geo:0,0?q=${encodeURIComponent(place)}`
}

/** The day as a calendar file; wall clocks without zone, as they hold where the customers are. */
export function icsOf(stops: readonly Stop[], date: string): string {
  const events = stops.map(({ visit, begins, departure }) =>
    icalComponent('VEVENT', [
      ['UID', `${visit.id}@kontor`],
      ['DTSTAMP', icalTime(`${new Date().toISOString().slice(0, 19)}Z`)],
      ['DTSTART', icalTime(`${date}T${begins}`)],
      ['DTEND', icalTime(`${date}T${departure}`)],
      ['SUMMARY', icalText(`${visit.customer.displayName}: ${visit.title}`)],
      ['LOCATION', icalText(addressOf(visit))],
    ]),
  )
  return icalComponent(
    'VCALENDAR',
    [
      ['VERSION', '2.0'],
      ['PRODID', '-//Kontor//DE'],
    ],
    events,
  )
}

/** The day as a table; a semicolon and a byte order mark, as German spreadsheets want it. */
export function csvOf(stops: readonly Stop[], heads: readonly string[]): string {
  const lines = stops.map(({ no, begins, departure, visit, distanceKm }) => [
    no,
    begins,
    departure,
    visit.customer.displayName,
    visit.customer.street,
    visit.customer.postalCode,
    visit.customer.city,
    visit.customer.phone,
    String(distanceKm).replace('.', ','),
  ])
  return `\uFEFF${[heads, ...lines].map((line) => line.map(cell).join(';')).join('\r\n')}\r\n`
}

/** A cell that begins like a formula is kept from being one (CSV injection, OWASP). */
function cell(value: string | number): string {
  const text = String(value)
  const safe =
    typeof value === 'string' && /^[=+\-@\t\r]/.test(text) && !/^[+\d\s/()-]+$/.test(text) ? `'${text}` : text
  return /[";\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

export function addressOf({ place, customer }: Stop['visit']): string {
  const city = [customer.postalCode, customer.city].filter(Boolean).join(' ')
  return place || [customer.street, city].filter(Boolean).join(', ')
}

/** Saves a text as a file. */
export function saveText(name: string, type: string, content: string): void {
  const address = URL.createObjectURL(new Blob([content], { type }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), 10_000)
}
