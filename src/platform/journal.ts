import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import { z } from 'zod'
import type { By } from '#kernel/rights.ts'
import type { TableOf, Tx } from './database.ts'
import { insertAll } from './insert-all.ts'

/** One field that changed; long texts and lists are kept whole, so that the change can be taken back. */
export const fieldChange = z.object({ field: z.string(), from: z.unknown(), to: z.unknown() })
export type FieldChange = z.infer<typeof fieldChange>

export const journalTable = z.object({
  id: z.string(),
  at: z.string(),
  byId: z.string().nullable(),
  via: z.enum(['web', 'api', 'import', 'job', 'groupware', 'command', 'system']),
  action: z.string(),
  kind: z.string(),
  recordId: z.string(),
  title: z.string(),
  diff: z.array(fieldChange),
  runId: z.string().nullable(),
  version: z.number().nullable(),
})

export interface JournalDb {
  journal: TableOf<typeof journalTable, 'at'>
}

export interface Entry {
  /** What happened, as `kind.verb`: `contact.created`, `contact.changed`, `contact.deleted`. */
  action: string
  kind: string
  id: string
  title: string
  diff?: FieldChange[]
  /** The record's version afterwards; an undo sees by it whether somebody has changed it since. */
  version?: number
  /** Who hears of it live: the record's readers (before and after), or `everyone` for settings. */
  readers: string[] | 'everyone'
}

/** What screens hear: which record of which kind is another now, never its content. */
export interface LiveEvent {
  kind: string
  id: string
  action: string
  version?: number
  byId: string
}

/**
 * Writes down what happened, in the transaction in which it happened. The audit trail and the timeline read it
 * later; screens hear of it as soon as the transaction is committed.
 */
export function record(tx: Tx<JournalDb>, by: By, entry: Entry): Promise<void> {
  return recordAll(tx, by, [entry])
}

/** The same for many records at once: one statement writes them down. */
export async function recordAll(tx: Tx<JournalDb>, by: By, entries: readonly Entry[]): Promise<void> {
  const lines = entries.map((entry) => ({
    id: randomUUIDv7(),
    byId: by.id,
    via: by.via,
    action: entry.action,
    kind: entry.kind,
    recordId: entry.id,
    title: entry.title,
    diff: entry.diff ?? [],
    runId: by.runId ?? null,
    version: entry.version ?? null,
  }))
  await insertAll(tx, 'journal', lines)
  if (by.runId === undefined) for (const entry of entries) await announce(tx, by, entry)
}

/** Takes the words out of what the audit trail says of a record that is erased for good (GDPR Art. 17). */
export async function forgetWords(tx: Tx<JournalDb>, recordId: string): Promise<void> {
  await tx
    .updateTable('journal')
    .set({ title: '–', diff: sql`'[]'` })
    .where('recordId', '=', recordId)
    .execute()
}

/** Tells the screens of all processes without leaving a trace; a bulk run does this once for all its records. */
export async function announce<T>(tx: Tx<T>, by: By, entry: Omit<Entry, 'title' | 'diff'>): Promise<void> {
  const event: LiveEvent = {
    kind: entry.kind,
    id: entry.id,
    action: entry.action,
    byId: by.id,
    ...(entry.version === undefined ? {} : { version: entry.version }),
  }
  for (const readers of inPieces(entry.readers)) {
    await sql`select pg_notify('kontor', ${JSON.stringify({ ...event, readers })})`.execute(tx)
  }
}

/** A notice of PostgreSQL carries less than 8000 bytes. Administrators hear each piece; hearing twice is harmless. */
function inPieces(readers: Entry['readers']): Entry['readers'][] {
  if (readers === 'everyone' || readers.length <= READERS) return [readers]
  return [readers.slice(0, READERS), ...inPieces(readers.slice(READERS))]
}

const READERS = 150
