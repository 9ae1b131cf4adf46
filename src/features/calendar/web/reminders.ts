import { text } from '#ui/texts.ts'

/** Minutes before, as the form offers them. */
export const REMINDERS = [0, 5, 10, 15, 30, 60, 120, 1440, 2880, 10_080] as const

/** 15 Minuten vorher. */
export function reminderWords(minutes: number): string {
  if (minutes === 0) return text('calendar.reminder.now')
  if (minutes % 1440 === 0) return text('calendar.reminder.days', { count: minutes / 1440 })
  if (minutes % 60 === 0) return text('calendar.reminder.hours', { count: minutes / 60 })
  return text('calendar.reminder.minutes', { count: minutes })
}
