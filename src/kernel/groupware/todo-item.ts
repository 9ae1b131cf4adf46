/** A task as every groupware can say it. */
export interface TodoItem {
  /** The iCalendar UID, or what stands for it. */
  uid: string
  title: string
  /** Plain text. */
  description: string
  categories: string[]
  /** A day; null: none. Outlook knows no time of it. */
  dueDay: string | null
  /** `14:30`, where the groupware has it; null: some time that day. */
  dueTime: string | null
  timeZone: string
  startDay: string | null
  status: 'open' | 'started' | 'closed'
  priority: 'low' | 'normal' | 'high'
  /**
   * Before the day it is due begins in its zone (where it has none, before its start), whatever its time: not every
   * groupware knows that. Less than none: on that day or after it.
   */
  reminderMinutes: number | null
  /** A rule without DTSTART; null: once. */
  rrule: string | null
  private: boolean
  kontorId: string | null
}

/** What is kept in step with a task; the rest only informs. */
export const TODO_FIELDS = [
  'title',
  'description',
  'categories',
  'dueDay',
  'dueTime',
  'timeZone',
  'status',
  'priority',
  'reminderMinutes',
  'rrule',
] as const

/** What the refreshing of times alone writes. */
export const TODO_TIME_FIELDS = ['dueDay', 'dueTime', 'timeZone'] as const
