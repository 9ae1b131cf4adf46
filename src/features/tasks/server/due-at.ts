import { sql } from 'kysely'
import { readCountry } from '#features/settings/server/settings.ts'
import { zoneOfCountry } from '#kernel/time-zone.ts'
import type { Database } from '#platform/database.ts'
import { MORNING } from '../item-reminder.ts'
import type { Task } from '../task.ts'
import type { TasksDb } from './tables.ts'

type Due = Pick<Task, 'dueDate' | 'dueTime' | 'timeZone'>

/** The instant from which a task is overdue: its time, or the end of its day. A time that a clock skips is the next. */
export function dueAt({ dueDate, dueTime, timeZone }: Due): string {
  const day = Temporal.PlainDate.from(dueDate)
  const moment =
    dueTime === null
      ? day.add({ days: 1 }).toZonedDateTime(timeZone)
      : day.toZonedDateTime({ timeZone, plainTime: dueTime })
  return moment.toInstant().toString()
}

/** When its reminder is due: so long before its time, or before the morning of its day. */
export function remindAt(task: Due & Pick<Task, 'reminderMinutes'>): string | null {
  const { dueDate, dueTime, timeZone, reminderMinutes } = task
  if (reminderMinutes === null) return null
  const start = Temporal.PlainDate.from(dueDate).toZonedDateTime({ timeZone, plainTime: dueTime ?? MORNING })
  return start.toInstant().subtract({ minutes: reminderMinutes }).toString()
}

/** The day it is in a zone. */
export function todayIn(timeZone: string): string {
  return Temporal.Now.plainDateISO(timeZone).toString()
}

/** The zone a user works in, or that of the firm's country. */
export async function zoneOf(db: Database<TasksDb>, userId: string): Promise<string> {
  const { rows } = await sql<{ timeZone: string }>`
    select time_zone from working_time where user_id = ${userId}`.execute(db)
  return rows[0]?.timeZone ?? zoneOfCountry(await readCountry(db))
}
