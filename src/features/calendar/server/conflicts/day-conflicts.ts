import { DAY, MINUTE, dayText } from '#kernel/wall.ts'
import type { Wall } from '#kernel/wall.ts'
import type { DayFacts, UserDays } from '#features/workdays/server/day-facts.ts'
import { weekdayOf } from '#kernel/day.ts'
import type { Conflict } from '../../conflict.ts'

/** What speaks against a stretch of a user's own clock: they are away, the firm is closed, nobody works then. */
export function dayConflicts(
  facts: DayFacts,
  user: UserDays,
  { from, to, allDay }: { from: Wall; to: Wall; allDay: boolean },
): Conflict[] {
  const region = user.region ?? facts.firm
  const found: Conflict[] = []
  const say = (kind: Conflict['kind'], day: number, title: string) =>
    found.push({ ...PLAIN, kind, title, date: dayText(day * DAY) })
  for (let day = Math.floor(from / DAY); day * DAY < to; day++) {
    const absence = user.absences.find((one) => one.from <= day && day <= one.to)
    const closure = facts.closures.get(day)
    const holiday = facts.holidays.get(region)?.get(day)
    const half = to > day * DAY + DAY / 2 ? facts.halfDays.get(region)?.get(day) : undefined
    if (absence) say('absence', day, absence.kind)
    if (closure !== undefined) say('closure', day, closure)
    if (holiday !== undefined) say('holiday', day, holiday)
    else if (half !== undefined) say('holiday', day, half)
    const free = absence !== undefined || closure !== undefined || holiday !== undefined
    if (!free && isOutside(user, day, { from, to, allDay })) say('workingTime', day, '')
  }
  return found
}

const PLAIN = { id: null, startsAt: null, endsAt: null, busy: null, hidden: false }

function isOutside(
  user: UserDays,
  day: number,
  { from, to, allDay }: { from: Wall; to: Wall; allDay: boolean },
): boolean {
  if (!user.workdays.includes(weekdayOf(day))) return true
  if (allDay) return false
  const begins = Math.max(from, day * DAY)
  const ends = Math.min(to, (day + 1) * DAY)
  return begins < day * DAY + minutesOf(user.startTime) || ends > day * DAY + minutesOf(user.endTime)
}

function minutesOf(clock: string): number {
  return (Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5))) * MINUTE
}
