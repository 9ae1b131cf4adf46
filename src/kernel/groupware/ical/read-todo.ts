import { listOf } from '#kernel/vcard.ts'
import { dayText, wallOf, wallText } from '#kernel/wall.ts'
import { instantOf } from '#kernel/zone-clock.ts'
import type { TodoItem } from '../todo-item.ts'
import { readReminder } from './alarm.ts'
import type { Counted } from './alarm.ts'
import type { Component } from './component.ts'
import { lineOf, linesOf, textIn } from './component.ts'
import { readDescription, readPrivate } from './occurrence-values.ts'
import type { Group, Warn } from './groups.ts'
import { ruleText } from './rule-text.ts'
import { later, readDuration, readTime, wallIn } from './times.ts'
import type { Zones } from './times.ts'

/** A VTODO (RFC 5545, 3.6.2). Of a series the rule counts; what was done of it before is not told. */
export function readTodo({ uid, master, overrides }: Group, zones: Zones, warn: Warn): TodoItem[] {
  const component = master ?? overrides[0]
  if (!component) return []
  const values = readTodoValues(component, zones)
  const rule = master && lineOf(master, 'RRULE')
  if (rule && values.rrule === null) warn('unreadable', rule.raw)
  return [{ uid, ...values, kontorId: textIn(component, 'X-KONTOR-ID') || null }]
}

export type TodoValues = Omit<TodoItem, 'uid' | 'kontorId'>

export function readTodoValues(component: Component, zones: Zones): TodoValues {
  const { due, start, timeZone } = timesOf(component, zones)
  const rule = lineOf(component, 'RRULE')
  const from = start ?? due
  const rrule =
    rule && from
      ? ruleText(rule.value, { allDay: from.allDay, start: wallText(from.wall), zone: timeZone })
      : null
  // A rule needs a start; when it is only there for that, it says nothing.
  const told =
    rrule === null || start?.wall !== due?.wall || start?.allDay !== due?.allDay ? start : undefined
  const dueTime = due && !due.allDay ? wallText(due.wall).slice(11) : null
  const values = {
    dueDay: due ? dayText(due.wall) : null,
    dueTime,
    startDay: told ? dayText(told.wall) : null,
    timeZone,
  }
  return {
    title: textIn(component, 'SUMMARY'),
    description: readDescription(component),
    categories: [...new Set(linesOf(component, 'CATEGORIES').flatMap(listOf))],
    ...values,
    status: readStatus(component),
    priority: readPriority(textIn(component, 'PRIORITY')),
    reminderMinutes: readReminder(
      component,
      todoCounted(values, start && { wall: start.wall, timeZone }),
      zones,
    ),
    rrule,
    private: readPrivate(component),
  }
}

/** Alarms of a to-do count from when it is due, or else from its start; its item's reminder from the day that begins with. */
export function todoCounted(
  { dueDay, dueTime, timeZone }: Pick<TodoItem, 'dueDay' | 'dueTime' | 'timeZone'>,
  start: { wall: number; timeZone: string } | undefined,
): Counted {
  const begin = start && instantOf(start.wall, start.timeZone)
  if (dueDay === null) return { start: begin, end: undefined, from: 'start', zero: begin }
  const at = (time: string) => instantOf(wallOf(`${dueDay}T${time}`), timeZone)
  return { start: begin, end: at(dueTime ?? '00:00'), from: 'end', zero: at('00:00') }
}

function timesOf(component: Component, zones: Zones) {
  const [start, told] = ['DTSTART', 'DUE'].map((name) => readTime(component, name, zones))
  const first = told ?? start
  const timeZone = first && !first.utc ? (first.zone ?? zones.own) : zones.own
  const here = (time: typeof start) =>
    time && { allDay: time.allDay, wall: wallIn(time, timeZone, zones.own) }
  const begin = here(start)
  const duration = begin && readDuration(lineOf(component, 'DURATION')?.value ?? '')
  const due = here(told) ?? (begin && duration && { ...begin, wall: later(begin.wall, duration, timeZone) })
  return { start: begin, due, timeZone }
}

function readStatus(component: Component): TodoItem['status'] {
  const status = textIn(component, 'STATUS').toUpperCase()
  const percent = Number(textIn(component, 'PERCENT-COMPLETE') || 0)
  if (status === 'COMPLETED' || status === 'CANCELLED') return 'closed'
  if (status === 'NEEDS-ACTION') return 'open'
  if (status === 'IN-PROCESS') return 'started'
  if (lineOf(component, 'COMPLETED') || percent >= 100) return 'closed'
  return percent > 0 ? 'started' : 'open'
}

/** RFC 5545, 3.8.1.9: 1 to 4 high, 5 normal, 6 to 9 low, 0 nothing said. */
function readPriority(text: string): TodoItem['priority'] {
  const number = Number.parseInt(text, 10) || 0
  return number === 0 || number === 5 ? 'normal' : number < 5 ? 'high' : 'low'
}
