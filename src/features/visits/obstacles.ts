import { weekdayOf } from '#kernel/day.ts'
import { seasonOf } from './occurrences.ts'
import type { DayFacts, PlaceCustomer, PlaceRules, UserDays } from './placement.ts'
import type { ShiftReason } from './visit.ts'

// What speaks against a day whatever else is planned: holidays, working days, closures, absences. Few pairs of user and
// kind of customer stand behind many customers, so that each day is judged once for a pair and then remembered.

/** What is in the way of a user's visits to customers of one kind. */
export interface Obstacles {
  on(day: number): ShiftReason | undefined
  /** What the obstacle of a day is called: the holiday, the closure, the kind of absence. */
  nameOf(day: number, reason: ShiftReason): string
}

/** From the one that is named first when several are in the way. */
const REASONS = [undefined, 'holiday', 'weekend', 'closed', 'absence', 'season'] as const
const [FREE, HOLIDAY, WEEKEND, CLOSED, ABSENCE, SEASON] = [0, 1, 2, 3, 4, 5]
const UNKNOWN = 255
/** A century; days further away are judged each time. */
const REMEMBERED = 36_525
const ALL_WEEKDAYS = [1, 2, 3, 4, 5, 6, 7]

/** Answers the obstacles for a customer; undefined when nothing is known about who is to visit them. */
export function obstaclesFor(
  rules: PlaceRules,
  facts: DayFacts,
): (customer: PlaceCustomer) => Obstacles | undefined {
  const known = new Map<string, Map<string, Obstacles>>()
  return ({ assigneeId, region, openWeekdays }) => {
    const user = facts.users.get(assigneeId)
    if (!user) return undefined
    let ofUser = known.get(assigneeId)
    if (!ofUser) known.set(assigneeId, (ofUser = new Map()))
    const open = weekdaySet(openWeekdays ?? ALL_WEEKDAYS)
    const kind = `${open} ${region ?? ''}`
    let obstacles = ofUser.get(kind)
    if (!obstacles) ofUser.set(kind, (obstacles = obstaclesBetween(rules, facts, user, region, open)))
    return obstacles
  }
}

function obstaclesBetween(
  rules: PlaceRules,
  facts: DayFacts,
  user: UserDays,
  region: string | null,
  open: number,
): Obstacles {
  const holidayOn = holidaysOf(rules, facts, user, region)
  const works = weekdaySet(rules.workdays) & weekdaySet(user.workdays)
  const inSeason = seasonOf(rules.rhythm)
  const absenceOn = (day: number) => user.absences.find(({ from, to }) => from <= day && day <= to)
  const judge = (day: number): number => {
    const weekday = 1 << weekdayOf(day)
    if (rules.onHoliday !== 'keep' && holidayOn(day) !== undefined) return HOLIDAY
    if ((works & weekday) === 0) return WEEKEND
    if ((open & weekday) === 0 || facts.closures.has(day)) return CLOSED
    if (absenceOn(day)) return ABSENCE
    return inSeason(day) ? FREE : SEASON
  }
  const judged = remembering(judge, rules.earliest)
  return {
    on: (day) => REASONS[judged(day)],
    nameOf: (day, reason) => {
      if (reason === 'holiday') return holidayOn(day) ?? ''
      if (reason === 'closed') return facts.closures.get(day) ?? ''
      return reason === 'absence' ? (absenceOn(day)?.kind ?? '') : ''
    },
  }
}

/** The name of a day's holiday, the customer's or the user's, as the plan wants to know it. */
function holidaysOf(
  { whose, region: ofPlan }: PlaceRules,
  { holidays }: DayFacts,
  user: UserDays,
  region: string | null,
): (day: number) => string | undefined {
  const of = (key: string | null) => holidays.get(key ?? ofPlan ?? '')
  const customers = whose === 'staff' ? undefined : of(region)
  const staffs = whose === 'customer' ? undefined : of(user.region)
  return (day) => customers?.get(day) ?? staffs?.get(day)
}

/** The same function, asked once for each day of the century after `from`. */
function remembering(judge: (day: number) => number, from: number): (day: number) => number {
  let seen = new Uint8Array(512).fill(UNKNOWN)
  return (day) => {
    const at = day - from
    if (at < 0 || at >= REMEMBERED) return judge(day)
    if (at >= seen.length) {
      const longer = new Uint8Array(Math.max(at + 1, seen.length * 2)).fill(UNKNOWN)
      longer.set(seen)
      seen = longer
    }
    const known = seen[at] ?? UNKNOWN
    return known === UNKNOWN ? (seen[at] = judge(day)) : known
  }
}

function weekdaySet(weekdays: readonly number[]): number {
  return weekdays.reduce((set, weekday) => set | (1 << weekday), 0)
}
