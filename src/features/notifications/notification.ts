import { z } from 'zod'

/**
 * Why somebody is told: named in a text, written to, put on a record as its manager, a run of theirs is over, a task,
 * appointment or visit was given to them or changed by somebody else, an invoice of theirs is overdue, a mail with a document
 * did not go out, a contract wrote its invoice, a record or a whole account is no longer kept in step with
 * their groupware, or the time has come that they wanted to know.
 */
export const NOTIFICATION_KINDS = [
  'mention',
  'history',
  'manager',
  'import',
  'run',
  'task',
  'appointment',
  'visit',
  'overdue',
  'unsent',
  'recurring',
  'reminder',
  'sync',
] as const
export const notificationKind = z.enum(NOTIFICATION_KINDS)
export type NotificationKind = z.infer<typeof notificationKind>

export const notification = z
  .object({
    id: z.uuid(),
    at: z.string(),
    kind: notificationKind,
    by: z.object({ id: z.uuid(), name: z.string() }).nullable(),
    record: z.object({ kind: z.string(), id: z.uuid(), title: z.string() }),
    text: z.string().meta({ description: 'The beginning of what was written; may be empty' }),
    occurrence: z.string().nullable().meta({ description: 'Which one of a series' }),
    due: z.string().nullable().meta({ description: 'When the thing is: an instant, or a day' }),
    late: z.boolean().meta({ description: 'Told late, because the server was away' }),
    readAt: z.string().nullable(),
  })
  .meta({ id: 'Notification' })
export type Notification = z.infer<typeof notification>

export const notificationPage = z
  .object({
    items: z.array(notification),
    nextCursor: z.string().nullable(),
    unread: z.int().meta({ description: 'How many are not read yet' }),
  })
  .meta({ id: 'NotificationPage' })

export const notificationsRead = z
  .union([z.object({ ids: z.array(z.uuid()).min(1).max(1000) }), z.object({ all: z.literal(true) })])
  .meta({ id: 'NotificationsRead' })
export type NotificationsRead = z.infer<typeof notificationsRead>
