import { DAY, MINUTE, wallOf, wallText } from '#kernel/wall.ts'
import { instantOf } from '#kernel/zone-clock.ts'
import { FURTHEST_REMINDER } from './task.ts'
import type { Task } from './task.ts'

type Due = Pick<Task, 'dueDate' | 'dueTime' | 'timeZone'>
type Minutes = number | null

/** When somebody is reminded, who says nothing else, of what has no time: reminders of it count from then. */
export const MORNING = '08:00'

/** A task's reminder as a to-do says it: before the day it is due begins. */
export function itemReminder(due: Due, own: Minutes): Minutes {
  return own === null ? null : own - sinceMidnight(due)
}

/** A to-do's reminder as one of a task, no further off than those can be. */
export function ownReminder(due: Due, item: Minutes): Minutes {
  if (item === null) return null
  return Math.min(Math.max(Math.round(item) + sinceMidnight(due), -FURTHEST_REMINDER), FURTHEST_REMINDER)
}

/** The minutes that pass on that day until a task is due, or until the morning: an hour more or less in DST's nights. */
function sinceMidnight({ dueDate, dueTime, timeZone }: Due): number {
  const at = (time: string) => instantOf(wallOf(`${dueDate}T${time}`), timeZone)
  return Math.round((at(dueTime ?? MORNING) - at('00:00')) / MINUTE)
}

/** The clock at which a task without a time is reminded of, and how many days after the one it is due. */
export function reminderClock(own: number): { day: number; time: string } {
  const at = wallOf(`1970-01-01T${MORNING}`) - own * MINUTE
  return { day: Math.floor(at / DAY), time: wallText(at).slice(11).replace(/^0/, '') }
}
