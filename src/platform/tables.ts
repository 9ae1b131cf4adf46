import { z } from 'zod'
import type { TableOf } from './database.ts'
import type { IdempotencyDb } from './idempotency.ts'
import type { JobDb } from './jobs.ts'
import type { JournalDb } from './journal.ts'
import type { MailDb } from './mail.ts'

export const blobTable = z.object({ hash: z.string(), size: z.number(), createdAt: z.string() })
export const searchWordTable = z.object({ word: z.string(), sound: z.string() })
export const secretTable = z.object({ name: z.string(), sealed: z.string(), createdAt: z.string() })

/** The tables of the ground, below every feature. */
export interface PlatformDb extends JournalDb, JobDb, MailDb, IdempotencyDb {
  blob: TableOf<typeof blobTable, 'createdAt'>
  searchWord: TableOf<typeof searchWordTable>
  secret: TableOf<typeof secretTable, 'createdAt'>
}
