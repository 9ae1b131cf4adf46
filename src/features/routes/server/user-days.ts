import { listOccurrences } from '#features/appointments/server/list-occurrences.ts'
import { readPlaces } from '#features/places/server/read-places.ts'
import type { Settings } from '#features/settings/settings.ts'
import type { VisitsDb } from '#features/visits/server/tables.ts'
import type { UserDays } from '#features/workdays/server/day-facts.ts'
import { dayNumber } from '#kernel/day.ts'
import type { By } from '#kernel/rights.ts'
import type { Database } from '#platform/database.ts'
import type { Window } from '../timed-route.ts'

/** Where somebody sets out. */
export interface Home {
  label: string
  lat: number
  lon: number
}

/** Where the routes of a user begin: the place they named, else the firm; undefined where nobody knows. */
export function homeOf(
  { startPlace }: Pick<UserDays, 'startPlace'>,
  { firm, country }: Settings,
): Home | undefined {
  if (startPlace) {
    const { label, lat, lon, postalCode } = startPlace
    if (lat !== undefined && lon !== undefined) return { label, lat, lon }
    const near = centre(startPlace.country ?? country, postalCode)
    if (near) return { label, ...near }
  }
  const near = centre(firm.country ?? country, firm.postalCode)
  return near && { label: firm.name ?? '', ...near }
}

function centre(country: string, postalCode: string | undefined): { lat: number; lon: number } | undefined {
  if (!postalCode) return undefined
  const [place] = readPlaces({ country, postalCode })
  return place && { lat: place.lat, lon: place.lon }
}

/** An appointment in minutes of its day. */
export interface Busy extends Window {
  /** Empty where it is kept from whoever asks. */
  title: string
}

/** By user and day (`id 20770`) what their calendars hold besides visits; whole days and free time do not count. */
export async function busyTimes(
  db: Database<VisitsDb>,
  by: By,
  {
    users,
    from,
    to,
    zoneOf,
  }: { users: readonly string[]; from: number; to: number; zoneOf(user: string): string },
): Promise<Map<string, Busy[]>> {
  const instant = (day: number) => new Date(day * 86_400_000).toISOString()
  const found = await listOccurrences(db, by, { from: instant(from - 1), to: instant(to + 2), users })
  const busy = new Map<string, Busy[]>()
  for (const one of found) {
    if (one.allDay || one.busy === 'free') continue
    for (const user of one.userIds) {
      if (one.attendees.some(({ userId, response }) => userId === user && response === 'declined')) continue
      const begins = wallIn(one.startsAt, zoneOf(user))
      const ends = wallIn(one.endsAt, zoneOf(user))
      for (let day = Math.max(from, begins.day); day <= Math.min(to, ends.day); day++) {
        const window = {
          from: day === begins.day ? begins.minute : 0,
          to: day === ends.day ? ends.minute : 1440,
          title: one.hidden ? '' : one.title,
        }
        if (window.from >= window.to) continue
        const key = `${user} ${day}`
        busy.set(key, [...(busy.get(key) ?? []), window])
      }
    }
  }
  return busy
}

function wallIn(instant: string, zone: string): { day: number; minute: number } {
  const wall = Temporal.Instant.from(instant).toZonedDateTimeISO(zone)
  return { day: dayNumber(wall.toPlainDate().toString()), minute: wall.hour * 60 + wall.minute }
}
