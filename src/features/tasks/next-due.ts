import { dayNumber, dayOf, daysInMonth, numberOf, partsOf } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import type { TaskRecurrence } from './task.ts'

/** The day of the next one, and the rhythm it goes on with. */
export interface NextDue {
  dueDate: Day
  recurrence: TaskRecurrence
}

/**
 * When a task comes again that was due on one day and done on another. A month that is too short gives its last day
 * and the rhythm remembers the day meant: 31 January, 28 February, 31 March.
 */
export function nextDue(recurrence: TaskRecurrence, due: Day, done: Day): NextDue {
  const { every, unit, from, dayOfMonth, ...rest } = recurrence
  const start = partsOf(dayNumber(from === 'done' ? done : due))
  const plain: TaskRecurrence = { ...rest, every, unit, from }
  if (unit === 'day' || unit === 'week') {
    const days = unit === 'day' ? every : 7 * every
    return { dueDate: dayOf(numberOf(start) + days), recurrence: plain }
  }
  const isLast = start.dayOfMonth === daysInMonth(start.year, start.month)
  const meant =
    from === 'due' && isLast && dayOfMonth ? Math.max(dayOfMonth, start.dayOfMonth) : start.dayOfMonth
  const month = start.year * 12 + (start.month - 1) + (unit === 'month' ? every : 12 * every)
  const [year, monthOfYear] = [Math.floor(month / 12), (month % 12) + 1]
  const day = Math.min(meant, daysInMonth(year, monthOfYear))
  return {
    dueDate: dayOf(numberOf({ year, month: monthOfYear, dayOfMonth: day })),
    recurrence: meant > 28 ? { ...plain, dayOfMonth: meant } : plain,
  }
}
