import { remembered } from '#kernel/remembered.ts'

/** Where a visit stands on the calendar. */
export interface VisitClock {
  date: string
  /** Null: without time, the whole day. */
  startTime: string | null
  durationMinutes: number
  timeZone: string
}

/**
 * When a visit begins and ends, as instants. A wall clock time that does not exist is an hour later, of one that comes
 * twice the first is meant (RFC 5545, 3.3.5).
 */
export function instantsOf({ date, startTime, durationMinutes, timeZone }: VisitClock): {
  startsAt: string
  endsAt: string
} {
  if (startTime === null) {
    const next = Temporal.PlainDate.from(date).add({ days: 1 }).toString()
    return {
      startsAt: instantOf(`${date}T00:00 ${timeZone}`),
      endsAt: instantOf(`${next}T00:00 ${timeZone}`),
    }
  }
  const startsAt = instantOf(`${date}T${startTime} ${timeZone}`)
  const endsAt = new Date(Date.parse(startsAt) + durationMinutes * 60_000).toISOString()
  return { startsAt, endsAt }
}

/** Most visits of a plan share their days and times with others. */
const instantOf = remembered((key) => {
  const [wall = '', zone = ''] = key.split(' ')
  const at = Temporal.PlainDateTime.from(wall).toZonedDateTime(zone, { disambiguation: 'compatible' })
  return new Date(at.epochMilliseconds).toISOString()
}, 20_000)

/** The day it is now in a zone. */
export function todayIn(zone: string): string {
  return Temporal.Now.plainDateISO(zone).toString()
}

/** The minutes after midnight of a wall clock time, and back. */
export const minutesOf = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5))
export const clockOf = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
