import { RRuleTemporal } from 'rrule-temporal'
import { invalid } from '#kernel/problem.ts'
import { remembered } from '#kernel/remembered.ts'
import { readRule, ruleText, untilOf, untilText } from '../recurrence.ts'
import { wallText } from '#kernel/wall.ts'
import type { Wall } from '#kernel/wall.ts'
import { instantOf, wallAt } from '#kernel/zone-clock.ts'

/** A rule with what it counts from. All is wall clock: a rule knows days, a zone knows instants. */
export interface Series {
  rrule: string
  starts: Wall
  zone: string
}

/** The starts by the rule inside of these, the first of which counts and the last does not; in order. */
export function startsBetween(series: Series, from: Wall, to: Wall): Wall[] {
  if (to <= from) return []
  return expansions(`${keyOf(series)} ${from} ${to}`)
}

/** Whether the rule names this start. */
export function isStart(series: Series, start: Wall): boolean {
  return startsBetween(series, start, start + 1).length > 0
}

/** The first start by the rule, which is `starts` when that fits; a rule that never comes true is refused. */
export function firstStart(series: Series): Wall {
  try {
    const first = ruleOf(keyOf(series)).next(new Date(series.starts), true)
    if (first) return first.epochMilliseconds
  } catch {
    // It gives up after ten thousand periods without a day.
  }
  throw invalid('rrule', 'never', 'This rule names no day.')
}

/** A start after which the rule names none; undefined when it goes on for ever. */
export function lastStart(series: Series): Wall | undefined {
  const parts = readRule(series.rrule)
  if (typeof parts === 'string') return undefined
  if (parts.has('COUNT')) {
    try {
      return ruleOf(keyOf(series)).all().at(-1)?.epochMilliseconds ?? series.starts
    } catch {
      throw invalid('rrule', 'never', 'This rule does not come true so often.')
    }
  }
  const until = parts.get('UNTIL')
  return until === undefined ? undefined : Math.max(series.starts, wallUntil(until, series.zone))
}

/** How many starts by the rule lie before this one. */
export function countBefore(series: Series, start: Wall): number {
  return startsBetween(series, series.starts, start).length
}

/** The rule in the form that is kept: nothing in it but parts for days, its end as RFC 5545 has it in a zone. */
export function keptRule(text: string, { allDay, zone }: { allDay: boolean; zone: string }): string {
  const parts = readRule(text)
  if (typeof parts === 'string') throw invalid('rrule', 'rule', `${parts}.`)
  const until = untilOf(parts.get('UNTIL') ?? '')
  if (until) {
    const wall = until.utc && !allDay ? wallAt(until.at, zone) : until.at
    parts.set('UNTIL', untilText(allDay ? wall : instantOf(wall, zone), allDay))
  }
  return ruleText(parts)
}

/** The rule ending before this start. */
export function ruleUntil(
  rrule: string,
  before: Wall,
  { allDay, zone }: { allDay: boolean; zone: string },
): string {
  const parts = readRule(rrule)
  if (typeof parts === 'string') throw new Error(parts)
  parts.delete('COUNT')
  const last = before - 1000
  parts.set('UNTIL', untilText(allDay ? last : instantOf(last, zone), allDay))
  return ruleText(parts)
}

function wallUntil(value: string, zone: string): Wall {
  const until = untilOf(value)
  if (!until) throw new Error(`not an end: ${value}`)
  return until.utc ? wallAt(until.at, zone) : until.at
}

/** One text for everything an expansion depends on, so that it can be remembered. */
function keyOf({ rrule, starts, zone }: Series): string {
  const stamp = (wall: Wall) => `${wallText(wall).replaceAll(/[-:]/g, '')}00Z`
  const rule = rrule.replace(
    /UNTIL=([^;]+)/,
    (_, value: string) => `UNTIL=${untilText(wallUntil(value, zone), false)}`,
  )
  return `${stamp(starts)} ${rule}`
}

const ruleOf = remembered((key) => {
  const [start, rule] = key.split(' ')
  // The clock is passed off as UTC: so no night of DST swallows an occurrence.
  return new RRuleTemporal({ rruleString: `DTSTART:${start}\nRRULE:${rule}`, cache: false })
}, 2000)

const expansions = remembered((key) => {
  const [start, rule, from, to] = key.split(' ')
  const last = new Date(Number(to) - 1)
  return ruleOf(`${start} ${rule}`)
    .between(new Date(Number(from)), last, true)
    .map((at) => at.epochMilliseconds)
})
