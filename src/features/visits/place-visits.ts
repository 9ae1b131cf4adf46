import { diaryOf } from './diary.ts'
import { findDay } from './find-day.ts'
import { nominalDays } from './occurrences.ts'
import type { NominalDays } from './occurrences.ts'
import { obstaclesFor } from './obstacles.ts'
import type { DayFacts, PlaceCustomer, PlaceRules, Placement } from './placement.ts'
import { dueWindow, toleranceOf } from './tolerance.ts'
import type { DueWindow } from './tolerance.ts'

/** Finds a day for every date of every customer, in the order given: who comes first has the first choice. */
export function placeVisits(
  rules: PlaceRules,
  facts: DayFacts,
  customers: Iterable<PlaceCustomer>,
): Placement {
  const placement: Placement = { placed: [], unplaced: [] }
  const place = visitPlacer(rules, facts)
  for (const customer of customers) place(customer, placement)
  return placement
}

/** The same one customer at a time, for plans that are worked off in parts: what one takes, the next one misses. */
export function visitPlacer(
  rules: PlaceRules,
  facts: DayFacts,
): (customer: PlaceCustomer, into: Placement) => void {
  const tolerance = toleranceOf(rules.rhythm, rules.toleranceDays)
  const obstaclesOf = obstaclesFor(rules, facts)
  const chainFrom = chainsOf(rules)
  const { earliest } = rules
  const latest = rules.latest ?? Infinity
  return (customer, into) => {
    const { contactId, assigneeId } = customer
    const days = chainFrom(customer.anchor)
    const first = days.indexFrom(customer.from)
    const diary = diaryOf(rules, customer, facts.users.get(assigneeId), obstaclesOf(customer))
    const count = customer.count ?? Math.max(1, rules.count)
    for (let at = 0; at < count; at++) {
      const nominal = days.at(first + at)
      if (nominal === undefined || nominal > latest) return
      const late = at === 0 && customer.asSoonAsPossible === true && nominal < earliest && earliest <= latest
      const window = late
        ? soon(rules, tolerance, days.at(first + 1))
        : inside(rules, dueWindow(days, first + at, tolerance))
      const { dueFrom, dueTo } = window
      const date = { contactId, assigneeId, no: customer.no + at, nominal, dueFrom, dueTo }
      const found = late
        ? findDay('after', diary, earliest, window)
        : findDay(rules.onHoliday, diary, nominal, window)
      if (typeof found === 'number') {
        const shift = found === nominal ? null : diary.why(nominal)
        into.placed.push({ ...date, day: found, shift })
        diary.enter(found)
      } else into.unplaced.push({ ...date, ...found })
    }
  }
}

/** The dates from an anchor; most customers of a plan share theirs with others. */
function chainsOf({ rhythm }: PlaceRules): (anchor: number) => NominalDays {
  const chains = new Map<number, NominalDays>()
  return (anchor) => {
    let days = chains.get(anchor)
    if (!days) chains.set(anchor, (days = nominalDays(rhythm, anchor)))
    return days
  }
}

/** When a date that has passed is in time all the same: from now until the one after it. */
function soon({ earliest, latest }: PlaceRules, tolerance: number, next: number | undefined): DueWindow {
  const end = next === undefined ? earliest + tolerance : Math.max(earliest, next - 1)
  return { dueFrom: earliest, dueTo: Math.min(end, latest ?? Infinity) }
}

/** What of a window lies inside of the plan's time; a window that has passed whole stays as it is. */
function inside({ earliest, latest }: PlaceRules, window: DueWindow): DueWindow {
  const dueFrom = Math.max(window.dueFrom, earliest)
  const dueTo = Math.min(window.dueTo, latest ?? Infinity)
  return dueFrom <= dueTo ? { dueFrom, dueTo } : window
}
