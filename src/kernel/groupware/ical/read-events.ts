import { atOnce } from '#kernel/steps.ts'
import type { Steps } from '#kernel/steps.ts'
import { dayText, wallOf } from '#kernel/wall.ts'
import { OCCURRENCE_FIELDS } from '../event-item.ts'
import type { EventException, EventItem } from '../event-item.ts'
import type { TodoItem } from '../todo-item.ts'
import type { GroupwareWarning } from '../warning.ts'
import type { Component } from './component.ts'
import { componentSteps, lineOf, linesOf, textIn } from './component.ts'
import { groupSteps } from './groups.ts'
import type { Group, Warn } from './groups.ts'
import { readValues } from './occurrence-values.ts'
import type { OccurrenceValues } from './occurrence-values.ts'
import { readPeople } from './people.ts'
import { readTodo } from './read-todo.ts'
import { ruleText } from './rule-text.ts'
import { allTimes, itemTime, readTime, wallIn, zonesOf } from './times.ts'
import type { ICalTime, Zones } from './times.ts'

export interface ReadCalendar {
  items: EventItem[]
  todos: TodoItem[]
  warnings: GroupwareWarning[]
}

export interface Reader {
  /** What floating times and whole days are read in, and zones that nobody knows. */
  zone: string
  /** The account's own addresses. */
  self?: readonly string[]
}

/** The events and to-dos of an iCalendar text (RFC 5545), each series with what is another in it. */
export function readEvents(text: string, reader: Reader): ReadCalendar {
  return atOnce(readingSteps(text, reader))
}

/** Things that are read at a stretch. */
const AT_ONCE = 50

/** The same, bit by bit: a calendar of many years takes its time. */
export function* readingSteps(text: string, { zone, self = [] }: Reader): Steps<ReadCalendar> {
  const read: ReadCalendar = { items: [], todos: [], warnings: [] }
  const components = yield* componentSteps(text)
  for (const calendar of components.filter(({ name }) => name === 'VCALENDAR')) {
    const zones = zonesOf(calendar, zone)
    const cancelled = /^cancel$/i.test(textIn(calendar, 'METHOD'))
    const groups = yield* groupSteps(calendar)
    for (const [at, group] of groups.entries()) {
      if (at % AT_ONCE === AT_ONCE - 1) yield
      const { uid, master, overrides } = group
      const warn: Warn = (code, detail = '') => read.warnings.push({ code, uid, detail })
      if (group.kind === 'VTODO') read.todos.push(...readTodo(group, zones, warn))
      else if (master) {
        const item = readEvent({ uid, master, overrides }, zones, self, warn)
        if (item) read.items.push(cancelled ? { ...item, cancelled } : item)
      } else read.items.push(...readAlone(group, zones, self, warn))
      for (const name of zones.unknown) warn('zone', name)
      zones.unknown.clear()
    }
  }
  return read
}

type Series = Pick<Group, 'uid' | 'overrides'> & { master: Component }

/** One event with what is another in its series; undefined without a start. */
export function readSeries(series: Series, zones: Zones): EventItem | undefined {
  return readEvent(series, zones, [], () => 0)
}

function readEvent({ uid, master, overrides }: Series, zones: Zones, self: readonly string[], warn: Warn) {
  const rules = linesOf(master, 'RRULE')
  const dates = allTimes(master, 'RDATE', zones)
  const series = rules.length > 0 || dates.length > 0
  const values = readValues(master, zones, { series })
  if (!values) {
    warn('start')
    return undefined
  }
  const { endsEarly, ...occurrence } = values
  if (endsEarly) warn('end', lineOf(master, 'DTEND')?.value)
  if (rules.length > 1 || lineOf(master, 'EXRULE'))
    warn('rule', linesOf(master, 'EXRULE')[0]?.raw ?? rules[1]?.raw)
  const rule = rules[0] && ruleText(rules[0].value, { ...values, zone: values.timeZone })
  if (rules[0] && rule === null) warn('unreadable', rules[0].raw)
  // What takes place on days that are only listed is a rule for its first day, and days besides.
  const rrule = rule ?? (dates.length > 0 ? 'FREQ=DAILY;COUNT=1' : null)
  return {
    uid,
    ...occurrence,
    rrule,
    exceptions: rrule === null ? [] : readExceptions({ master, overrides }, occurrence, zones, warn),
    cancelled: isCancelled(master),
    ...readPeople(master, self),
    kontorId: textIn(master, 'X-KONTOR-ID') || null,
  } satisfies EventItem
}

/** Somebody was invited to single times of a series only: each stands for itself. */
function readAlone(
  { uid, overrides }: Group,
  zones: Zones,
  self: readonly string[],
  warn: Warn,
): EventItem[] {
  return overrides.flatMap((master, at) => {
    const id = at === 0 ? uid : `${uid}/${lineOf(master, 'RECURRENCE-ID')?.value}`
    return readEvent({ uid: id, master, overrides: [] }, zones, self, warn) ?? []
  })
}

export const isCancelled = (component: Component) => /^cancelled$/i.test(textIn(component, 'STATUS'))

/** What is another in a series: days left out, days besides, and times with something of their own. */
function readExceptions(
  { master, overrides }: Pick<Series, 'master' | 'overrides'>,
  series: OccurrenceValues,
  zones: Zones,
  warn: Warn,
): EventException[] {
  const found = new Map<string, EventException>()
  const put = (original: string, cancelled: boolean, changes: EventException['changes'] = {}) =>
    found.set(original, { original, cancelled, changes })
  for (const time of allTimes(master, 'RDATE', zones)) {
    const original = originalOf(time, series, zones)
    if (original !== series.start) put(original, false)
  }
  for (const time of allTimes(master, 'EXDATE', zones)) put(originalOf(time, series, zones), true)
  for (const override of overrides) {
    const time = readTime(override, 'RECURRENCE-ID', zones)
    if (!time) {
      warn('unreadable', lineOf(override, 'RECURRENCE-ID')?.raw)
      continue
    }
    const original = originalOf(time, series, zones)
    if (/^thisandfuture$/i.test(lineOf(override, 'RECURRENCE-ID')?.params['RANGE']?.[0] ?? '')) {
      warn('following', original)
    }
    const values = isCancelled(override) ? undefined : readValues(override, zones, { zone: series.timeZone })
    put(original, values === undefined, values && differences(series, original, values))
  }
  return [...found.values()].sort((a, b) => (a.original < b.original ? -1 : 1))
}

/** The start by the rule that a RECURRENCE-ID or an EXDATE means, as items say it, whichever form it has. */
export function originalOf(time: ICalTime, series: OccurrenceValues, zones: Zones): string {
  const wall = wallIn(time, series.timeZone, zones.own)
  if (series.allDay) return dayText(wall)
  return time.allDay ? `${dayText(wall)}${series.start.slice(10)}` : itemTime(wall, false)
}

/** What an occurrence would be without anything of its own. */
export function regularAt(series: OccurrenceValues, original: string): OccurrenceValues {
  const end = itemTime(wallOf(original) + wallOf(series.end) - wallOf(series.start), series.allDay)
  return { ...series, start: original, end }
}

function differences(
  series: OccurrenceValues,
  original: string,
  values: OccurrenceValues,
): EventException['changes'] {
  const regular = regularAt(series, original)
  const others = OCCURRENCE_FIELDS.filter(
    (name) => JSON.stringify(regular[name]) !== JSON.stringify(values[name]),
  )
  return Object.fromEntries(others.map((name) => [name, values[name]]))
}
