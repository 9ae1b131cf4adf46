import type { EventItem } from '#kernel/groupware/event-item.ts'
import type { TodoItem } from '#kernel/groupware/todo-item.ts'

/** An event of one hour for a test. */
export function event(some: Partial<EventItem> & { uid: string }): EventItem {
  return {
    title: 'Besuch',
    description: '',
    place: '',
    categories: [],
    allDay: false,
    start: '2026-11-21T08:00',
    end: '2026-11-21T09:00',
    timeZone: 'Europe/Berlin',
    rrule: null,
    exceptions: [],
    busy: 'busy',
    private: false,
    reminderMinutes: null,
    cancelled: false,
    organizer: null,
    attendees: [],
    own: true,
    response: null,
    kontorId: null,
    ...some,
  }
}

/** A task for a test. */
export function todo(some: Partial<TodoItem> & { uid: string }): TodoItem {
  return {
    title: 'Anrufen',
    description: '',
    categories: [],
    dueDay: '2026-11-23',
    dueTime: null,
    timeZone: 'Europe/Berlin',
    startDay: null,
    status: 'open',
    priority: 'normal',
    reminderMinutes: null,
    rrule: null,
    private: false,
    kontorId: null,
    ...some,
  }
}
