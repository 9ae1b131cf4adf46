import type { Obstacles } from './obstacles.ts'
import type { PlaceCustomer, PlaceRules, Shift, UserDays } from './placement.ts'
import type { ShiftReason } from './visit.ts'

/** The days of one customer and their visitor while dates are placed, in the order of the chain. */
export interface Diary {
  /** What is in the way of a visit on this day; undefined when it can be. */
  against(day: number): ShiftReason | undefined
  /** The same with its name. */
  why(day: number): Shift
  /** A visit is on this day now; those that follow come later. */
  enter(day: number): void
}

/** Without a user that may visit, no day can be. */
export function diaryOf(
  rules: PlaceRules,
  customer: PlaceCustomer,
  user: UserDays | undefined,
  obstacles: Obstacles | undefined,
): Diary {
  const gap = rules.minimumGapDays ?? 0
  const capacity = Math.min(rules.capacityPerDay ?? Infinity, user?.maxVisitsPerDay ?? Infinity)
  let last = -Infinity
  const tooClose = (day: number): boolean =>
    day - last < gap || isNear(customer.taken, day, gap) || isNear(customer.visited, day, gap)
  const against = (day: number): ShiftReason | undefined => {
    if (!user || !obstacles) return 'inactive'
    if (day < rules.earliest) return 'past'
    const always = obstacles.on(day)
    if (always) return always
    if (day <= last || customer.taken.includes(day)) return 'taken'
    if (gap > 0 && tooClose(day)) return 'gap'
    return (user.load.get(day) ?? 0) >= capacity ? 'capacity' : undefined
  }
  return {
    against,
    why: (day) => {
      const reason = against(day)
      if (!reason) throw new RangeError('Nothing is in the way')
      return { reason, detail: obstacles?.nameOf(day, reason) ?? '' }
    },
    enter: (day) => {
      last = day
      user?.load.set(day, (user.load.get(day) ?? 0) + 1)
    },
  }
}

/** Whether one of the days is less than `gap` days away. */
function isNear(days: readonly number[], day: number, gap: number): boolean {
  for (const other of days) if (Math.abs(other - day) < gap) return true
  return false
}
