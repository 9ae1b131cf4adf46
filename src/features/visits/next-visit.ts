import { dateAfter, nominalDays } from './occurrences.ts'
import type { NominalDays } from './occurrences.ts'
import type { VisitPlan } from './visit-plan.ts'

/** What of a plan decides how a chain of visits to one customer goes on. */
export interface ChainRules extends Pick<VisitPlan, 'rhythm' | 'count' | 'refill' | 'catchUp'> {
  endDate: number | null
}

/** A chain as it stands, days as day numbers. */
export interface Chain {
  /** From where its dates are counted. */
  anchor: number
  /** The highest number that a date of the chain ever had. */
  lastNo: number
  /** Its other open visits, in any order. */
  ahead: readonly { nominal: number }[]
}

/** The visit that was closed just now. */
export interface ClosedVisit {
  /** Whom nobody met counts as done when it is not tried again. */
  how: 'done' | 'skipped'
  nominal: number
  /** The day in the calendar. */
  day: number
  /** Whether a person chose that day; a day that gave way to a holiday does not move the chain. */
  moved: boolean
  /** When it was really done; null when skipped. */
  doneOn: number | null
}

/** A date of a chain, without a day in the calendar yet. */
export interface ChainDate {
  no: number
  nominal: number
}

/** How the chain goes on. */
export interface FollowUp {
  /** From where the dates are counted from now on. */
  anchor: number
  /** Dates that passed in the meantime; they keep their numbers and are recorded, but nobody goes there. */
  missed: ChainDate[]
  /** The first date to be proposed; null while visits are ahead, and at the end. */
  next: ChainDate | null
  /** `next` has passed already and is due as soon as possible (`catchUp: one`). */
  asSoonAsPossible: boolean
  /** How many dates are to be proposed from `next` on. */
  count: number
}

/**
 * How a chain goes on after one of its visits was done or skipped. While visits are open nothing follows, unless the plan
 * keeps a number of them ahead. With count 0 something always follows: that is what it means.
 */
export function followUp(rules: ChainRules, chain: Chain, closed: ClosedVisit, today: number): FollowUp {
  const { anchor, after } = base(rules, chain, closed)
  const wanted = wantedDates(rules, chain.ahead.length)
  const nothing = { anchor, missed: [], next: null, asSoonAsPossible: false, count: 0 }
  if (wanted === 0) return nothing
  const visited = closed.how === 'done' ? (closed.doneOn ?? closed.day) : after
  const from = Math.max(today, visited + 1)
  const { passed, next } = datesFrom(rules, nominalDays(rules.rhythm, anchor), after, from)
  const late = rules.catchUp === 'one' && next !== from ? passed.pop() : undefined
  const missed = passed.map((nominal, at) => ({ no: chain.lastNo + 1 + at, nominal }))
  const nominal = late ?? next
  if (nominal === undefined) return { ...nothing, missed }
  return {
    anchor,
    missed,
    next: { no: chain.lastNo + 1 + missed.length, nominal },
    asSoonAsPossible: late !== undefined,
    count: wanted,
  }
}

/** The date a chain goes on with after a pause: the first on or after `from`. What lay in between is not made up for. */
export function resumeDate(
  rules: ChainRules,
  chain: Pick<Chain, 'anchor' | 'lastNo'>,
  lastNominal: number | null,
  from: number,
): ChainDate | null {
  const days = nominalDays(rules.rhythm, chain.anchor)
  const nominal = days.at(days.indexFrom(Math.max(from, lastNominal === null ? from : lastNominal + 1)))
  return nominal === undefined || isOver(rules, nominal) ? null : { no: chain.lastNo + 1, nominal }
}

/**
 * From where the dates of a chain are counted now, and after which day the next one is looked for. A visit on its nominal
 * day leaves the anchor alone, or the 31st would become the 28th for ever after February.
 */
function base(
  { rhythm }: ChainRules,
  chain: Chain,
  { how, nominal, day, moved, doneOn }: ClosedVisit,
): { anchor: number; after: number } {
  const last = chain.ahead.reduce((latest, visit) => Math.max(latest, visit.nominal), -Infinity)
  if (last > nominal) return { anchor: chain.anchor, after: last }
  const stood = { anchor: chain.anchor, after: nominal }
  if (how === 'skipped' || rhythm.from === 'anchor' || rhythm.weeks) return stood
  const planned = moved ? day : nominal
  const done = doneOn ?? planned
  const from = { planned, done, later: Math.max(planned, done) }[rhythm.from]
  if (from === nominal) return stood
  const next = dateAfter(rhythm, from)
  return { anchor: from, after: next === undefined ? from : next - 1 }
}

function wantedDates({ count, refill }: ChainRules, ahead: number): number {
  if (refill === 'none' && count > 0) return 0
  if (refill === 'rolling') return Math.max(0, Math.max(1, count) - ahead)
  return ahead === 0 ? 1 : 0
}

/** The dates after `after` that lie before `from`, and the first that does not. */
function datesFrom(
  rules: ChainRules,
  days: NominalDays,
  after: number,
  from: number,
): { passed: number[]; next: number | undefined } {
  const passed: number[] = []
  for (let k = days.indexFrom(after + 1); ; k++) {
    const day = days.at(k)
    if (day === undefined || isOver(rules, day)) return { passed, next: undefined }
    if (day >= from) return { passed, next: day }
    passed.push(day)
  }
}

function isOver({ endDate }: ChainRules, day: number): boolean {
  return endDate !== null && day > endDate
}
