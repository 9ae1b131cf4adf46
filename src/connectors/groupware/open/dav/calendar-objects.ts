import type { EventItem } from '#kernel/groupware/event-item.ts'
import type { TodoItem } from '#kernel/groupware/todo-item.ts'
import { readEvents } from '#kernel/groupware/ical/read-events.ts'
import { editEvent, writeEvent } from '#kernel/groupware/ical/write-event.ts'
import { editTodo, writeTodo } from '#kernel/groupware/ical/write-todo.ts'
import { orNothing } from './object-kind.ts'
import type { ObjectKind } from './object-kind.ts'

interface Options {
  zone: string
  self: string
}

const CALENDAR = { service: 'caldav', type: 'text/calendar; charset=utf-8', extension: 'ics' } as const

/** Events as objects of a calendar: a series with all that differs in it is one (RFC 4791, 4.1). */
export function eventObjects({ zone, self }: Options): ObjectKind<EventItem> {
  return {
    ...CALENDAR,
    component: 'VEVENT',
    uidOf: ({ uid }) => uid,
    read: (text) => orNothing(() => readEvents(text, { zone, self: [self] }).items[0]),
    write: (item) => writeEvent(item, { now: Date.now() }),
    edit: (text, item, fields) => editEvent(text, item, fields, { now: Date.now() }),
  }
}

/** To-dos as objects of a calendar. */
export function todoObjects({ zone, self }: Options): ObjectKind<TodoItem> {
  return {
    ...CALENDAR,
    component: 'VTODO',
    uidOf: ({ uid }) => uid,
    read: (text) => orNothing(() => readEvents(text, { zone, self: [self] }).todos[0]),
    write: (item) => writeTodo(item, { now: Date.now() }),
    edit: (text, item, fields) => editTodo(text, item, fields, { now: Date.now() }),
  }
}
