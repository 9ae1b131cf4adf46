import type { Beat } from './occurrences.ts'
import type { ShiftReason } from './visit.ts'
import type { VisitPlan } from './visit-plan.ts'

/** What of a plan decides on which days visits are; days as day numbers. */
export interface PlaceRules extends Pick<
  VisitPlan,
  'count' | 'workdays' | 'capacityPerDay' | 'minimumGapDays' | 'toleranceDays'
> {
  rhythm: Beat
  onHoliday: VisitPlan['holidays']['onHoliday']
  whose: VisitPlan['holidays']['whose']
  /** Whose holidays count where a customer or user has no region of their own: a key of `DayFacts.holidays`. */
  region: string | null
  /** No visit is placed before: the start of the plan or today, whichever is later. */
  earliest: number
  /** No visit is placed after, and no date is made after; null: without end. */
  latest: number | null
}

/** A customer of a plan, and where their chain stands. */
export interface PlaceCustomer {
  contactId: string
  assigneeId: string
  anchor: number
  /** The first date to place is the first of the chain on or after this day; for a new chain its anchor. */
  from: number
  /** The number of that date; those after it count on. */
  no: number
  /** How many dates; left out: as the plan says. */
  count?: number
  /** The first date has passed and is due as soon as possible. */
  asSoonAsPossible?: boolean
  region: string | null
  /** ISO weekdays on which the customer can be visited; null: on all. */
  openWeekdays: readonly number[] | null
  /** Days that have a visit of this plan already, open or done. */
  taken: readonly number[]
  /** Days that have a visit of any other plan. */
  visited: readonly number[]
}

/** What is known about days, prepared once for a plan. */
export interface DayFacts {
  /** By region: the names of holidays by day. */
  holidays: ReadonlyMap<string, ReadonlyMap<number, string>>
  /** Days on which the whole firm is closed, with their names. */
  closures: ReadonlyMap<number, string>
  users: ReadonlyMap<string, UserDays>
}

export interface UserDays {
  workdays: readonly number[]
  region: string | null
  /** First and last day, both away. */
  absences: readonly { from: number; to: number; kind: string }[]
  maxVisitsPerDay: number | null
  /** Visits by day, of all plans. What is placed is counted in. */
  load: Map<number, number>
}

export interface Shift {
  reason: ShiftReason
  detail: string
}

export interface PlacedVisit {
  contactId: string
  assigneeId: string
  no: number
  nominal: number
  dueFrom: number
  dueTo: number
  day: number
  /** What was in the way on the nominal day; null when the visit is on it. */
  shift: Shift | null
}

/** A date for which no day was found: it is shown with its reason, never dropped. */
export interface UnplacedVisit {
  contactId: string
  assigneeId: string
  no: number
  nominal: number
  dueFrom: number
  dueTo: number
  reason: ShiftReason
  detail: string
}

export interface Placement {
  placed: PlacedVisit[]
  unplaced: UnplacedVisit[]
}
