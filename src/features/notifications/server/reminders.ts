import { randomUUIDv7 } from 'node:crypto'
import type { Tx } from '#platform/database.ts'
import { insertAll } from '#platform/insert-all.ts'
import type { NotificationsDb } from './tables.ts'

/** What is to be told at an instant. */
export interface Reminder {
  /** The record, such as `appointment` and its id. */
  kind: string
  id: string
  title: string
  /** More of it, such as its place. */
  text?: string
  /** Active users; whoever is deactivated by then hears nothing. */
  users: readonly string[]
  /** When they are told: an instant such as `2026-11-24T07:45:00Z`. */
  at: string
  /** When the thing itself is, said in the user's zone and language: an instant, or a day for what takes all day. */
  due?: string
  /** Which one of a series, so that a click opens that one. */
  occurrence?: string
}

/** Sets what a record reminds of, in place of what it reminded of before. */
export async function setReminder(tx: Tx<NotificationsDb>, reminder: Reminder): Promise<void> {
  const { kind, id, title, text = '', users, at, due, occurrence } = reminder
  await dropReminders(tx, kind, id)
  const rows = [...new Set(users)].map((userId) => ({
    id: randomUUIDv7(),
    userId,
    recordKind: kind,
    recordId: id,
    occurrence: occurrence ?? null,
    at,
    due: due ?? null,
    title,
    text,
  }))
  await insertAll(tx, 'reminder', rows)
}

/** Takes back what a record would remind of: it is done, deleted, or nobody wants it any more. */
export async function dropReminders(tx: Tx<NotificationsDb>, kind: string, id: string): Promise<void> {
  await tx.deleteFrom('reminder').where('recordId', '=', id).where('recordKind', '=', kind).execute()
}
