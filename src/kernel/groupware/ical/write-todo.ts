import { icalTime } from '#kernel/ical.ts'
import { wallOf } from '#kernel/wall.ts'
import { isoInstant } from '#kernel/zone-clock.ts'
import { TODO_FIELDS } from '../todo-item.ts'
import type { TodoItem } from '../todo-item.ts'
import { setReminder } from './alarm.ts'
import type { Component } from './component.ts'
import { componentText, lineOf, newLine, readComponents, setLine, textIn } from './component.ts'
import { groupsOf } from './groups.ts'
import { newCalendar, newComponent } from './new-calendar.ts'
import { readTodoValues, todoCounted } from './read-todo.ts'
import type { TodoValues } from './read-todo.ts'
import { zonesOf } from './times.ts'
import { setCategories, setDescription, setText, stamp, timeLine } from './write-values.ts'
import type { Writing } from './write-values.ts'

/** A task as a calendar object of its own. */
export function writeTodo(item: TodoItem, { now }: { now: number }): string {
  const calendar = newCalendar()
  const component = newComponent('VTODO', item.uid, now)
  calendar.inside.push(component)
  const writing: Writing = { calendar, zones: zonesOf(calendar, item.timeZone), series: false }
  write(component, undefined, item, { writing, now })
  if (item.kontorId !== null) setText(component, 'X-KONTOR-ID', item.kontorId)
  return componentText(calendar)
}

/** The received text with only these fields of the task in it; nothing else is touched. */
export function editTodo(
  text: string,
  item: TodoItem,
  fields: readonly (keyof TodoItem)[],
  { now }: { now: number },
): string {
  const calendars = readComponents(text)
  const calendar = calendars.find(({ name }) => name === 'VCALENDAR')
  const groups = calendar ? groupsOf(calendar).filter(({ kind }) => kind === 'VTODO') : []
  const group = groups.find(({ uid }) => uid === item.uid) ?? groups[0]
  const component = group?.master ?? group?.overrides[0]
  if (!calendar || !component) throw new Error(`No task ${item.uid} in this calendar`)
  const was = componentText(component)
  const zones = zonesOf(calendar, item.timeZone)
  const old = readTodoValues(component, zones)
  const asked = new Set<keyof TodoItem>(fields)
  const names = [...TODO_FIELDS, 'startDay', 'private'] as const
  const chosen = Object.fromEntries(names.filter((name) => asked.has(name)).map((name) => [name, item[name]]))
  const after: TodoValues = { ...old, ...chosen }
  write(component, old, after, { writing: { calendar, zones, series: false }, now })
  if (asked.has('kontorId') && textIn(component, 'X-KONTOR-ID') !== (item.kontorId ?? '')) {
    setText(component, 'X-KONTOR-ID', item.kontorId ?? '')
  }
  if (was === componentText(component)) return text
  stamp(component, now, isDueElsewhere(old, after))
  return calendars.map(componentText).join('')
}

function isDueElsewhere(old: TodoValues, after: TodoValues): boolean {
  return (['dueDay', 'dueTime', 'startDay', 'rrule'] as const).some((name) => old[name] !== after[name])
}

function write(
  component: Component,
  before: TodoValues | undefined,
  after: TodoValues,
  { writing, now }: { writing: Writing; now: number },
): void {
  const another = (...names: (keyof TodoValues)[]) =>
    !before || names.some((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]))
  if (another('title')) setText(component, 'SUMMARY', after.title)
  if (another('description')) setDescription(component, after.description)
  if (another('dueDay', 'dueTime', 'startDay', 'rrule') || (after.dueTime !== null && another('timeZone'))) {
    writeTimes(component, after, writing)
  }
  if (another('categories')) setCategories(component, after.categories)
  if (another('priority')) setLine(component, newLine('PRIORITY', PRIORITIES[after.priority]))
  if (another('private')) setLine(component, newLine('CLASS', after.private ? 'PRIVATE' : 'PUBLIC'))
  if (another('status')) writeStatus(component, after.status, now)
  const isMoved = after.reminderMinutes !== null && another('dueDay', 'dueTime')
  if (isMoved || another('reminderMinutes')) writeReminder(component, after, writing)
}

/** RFC 5545, 3.8.1.9: 1 is the highest. */
const PRIORITIES = { high: '1', normal: '5', low: '9' } as const

/** DTSTART and DUE have one form, the start comes first, and a rule needs one (RFC 5545, 3.8.2.3 and 3.8.5.3). */
function writeTimes(
  component: Component,
  { dueDay, dueTime, startDay, rrule, timeZone: zone }: TodoValues,
  writing: Writing,
) {
  const allDay = dueTime === null
  const like = lineOf(component, 'DUE') ?? lineOf(component, 'DTSTART')
  const due = dueDay === null ? undefined : `${dueDay}T${dueTime ?? '00:00'}`
  const begin = startDay === null ? undefined : `${startDay}T00:00`
  const fits = begin !== undefined && (due === undefined || begin < due || (allDay && begin === due))
  const start = fits ? begin : rrule === null ? undefined : due
  const line = (name: string, text: string | undefined) =>
    setLine(component, text === undefined ? name : timeLine(name, text, { allDay, zone, like }, writing))
  line('DTSTART', start)
  line('DUE', due)
  setLine(component, 'DURATION')
  setLine(component, rrule === null || start === undefined ? 'RRULE' : newLine('RRULE', rrule))
}

function writeStatus(component: Component, status: TodoItem['status'], now: number): void {
  const closed = status === 'closed'
  const word = closed ? 'COMPLETED' : status === 'started' ? 'IN-PROCESS' : 'NEEDS-ACTION'
  const percent = Number(textIn(component, 'PERCENT-COMPLETE') || 0)
  const keeps = status === 'started' && percent > 0 && percent < 100
  setLine(component, newLine('STATUS', word))
  setLine(component, closed ? newLine('COMPLETED', icalTime(isoInstant(now))) : 'COMPLETED')
  if (!keeps) setLine(component, closed ? newLine('PERCENT-COMPLETE', '100') : 'PERCENT-COMPLETE')
}

function writeReminder(component: Component, after: TodoValues, { zones }: Writing): void {
  const { startDay, timeZone } = after
  const start = startDay === null ? undefined : { wall: wallOf(startDay), timeZone }
  const counted = todoCounted(after, start)
  // Without any day there is nothing it could come before.
  const possible = counted.zero !== undefined
  setReminder(component, possible ? after.reminderMinutes : null, counted, zones)
}
