import { sql } from 'kysely'
import { invalid } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import { uuids } from '#platform/access.ts'
import type { Tx } from '#platform/database.ts'
import { ENTRY_KINDS } from '../history.ts'
import type { EntryKind } from '../history.ts'
import type { HistoryDb } from './tables.ts'

type Category = { kind: EntryKind; categoryId: null } | { kind: null; categoryId: string }

/** A built-in kind, or the own category with this id or name. */
export async function readCategory(tx: Tx<HistoryDb>, given: string): Promise<Category> {
  const kind = ENTRY_KINDS.find((key) => key === given && key !== 'task')
  if (kind) return { kind, categoryId: null }
  const label = await tx
    .selectFrom('label')
    .select('id')
    .where('list', '=', 'history-categories')
    .where(sql<boolean>`(id::text = lower(${given}) or lower(name) = lower(${given}))`)
    .executeTakeFirst()
  if (!label) throw invalid('category', 'unknown', 'There is no such category.')
  return { kind: null, categoryId: label.id }
}

/** An entry says something or brings something. */
export function refuseEmpty(text: string, files: readonly string[]): void {
  if (text.trim() === '' && files.length === 0) {
    throw invalid('text', 'required', 'Write a text or add a file.')
  }
}

/**
 * Makes exactly these the files of the entry, in this order. A file comes from an upload of `by` that hangs nowhere
 * yet, or was on this entry before; what is left out is taken off and can be put back for a while.
 */
export async function setFiles(tx: Tx<HistoryDb>, by: By, entryId: string, fileIds: string[]): Promise<void> {
  const wanted = [...new Set(fileIds)]
  const rows = await tx
    .selectFrom('file as f')
    .leftJoin('historyFile as h', 'h.fileId', 'f.id')
    .select(['f.id', 'f.createdBy', 'h.entryId'])
    .where(sql<boolean>`f.id = any(${uuids(wanted)})`)
    .forUpdate('f')
    .execute()
  const usable = new Set(
    rows.flatMap((f) => (f.entryId === entryId || (!f.entryId && f.createdBy === by.id) ? [f.id] : [])),
  )
  const unknown = fileIds.findIndex((id) => !usable.has(id))
  if (unknown >= 0)
    throw invalid(`files.${unknown}`, 'unknown', 'There is no such file that can be added here.')
  await tx
    .updateTable('historyFile')
    .set({ removedAt: sql<string>`now()` })
    .where('entryId', '=', entryId)
    .where('removedAt', 'is', null)
    .where(sql<boolean>`not file_id = any(${uuids(wanted)})`)
    .execute()
  for (const [position, fileId] of wanted.entries()) {
    await tx
      .insertInto('historyFile')
      .values({ fileId, entryId, position })
      .onConflict((c) => c.column('fileId').doUpdateSet({ position, removedAt: null }))
      .execute()
  }
}
