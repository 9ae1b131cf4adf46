import type { Line } from './rights-table.ts'

// anonymous guest granted user manager admin
const users: Line = { answers: '401 403 403 ok  ok  ok' }
const guests: Line = { answers: '401 ok  ok  ok  ok  ok' }

/** Who gets what as files of other programs. */
export const fileLines: Record<string, Line> = {
  'GET /calendar.ics': { ...guests, query: 'from=2026-11-01&to=2026-11-30' },
  'GET /tasks.ics': users,
  'GET /tasks/{id}.ics': {
    record: 'task',
    answers: {
      managers: '401 403 403 404 ok ok',
      read: '    401 403 403 ok  ok ok',
      write: '   401 403 403 ok  ok ok',
    },
  },
  'GET /exports/contacts.outlook.csv': users,
  'GET /exports/tasks.outlook.csv': users,
  'GET /exports/calendar.outlook.csv': { ...guests, query: 'from=2026-11-01&to=2026-11-30' },
  'GET /appointments/{id}.outlook.csv': { record: 'appointment', answers: '401 404 404 ok ok ok' },
}
