import { sql } from 'kysely'
import type { TakeOver } from '#features/projects/server/take-over.ts'
import type { By, Language } from '#kernel/rights.ts'
import type { Database } from '#platform/database.ts'
import type { StoredFile } from '#platform/files.ts'
import { selectFiles } from './read-files.ts'
import type { HistoryDb } from './tables.ts'
import { entriesOf, timelineRecords } from './timeline-records.ts'
import { uploadFiles } from './upload-files.ts'
import { writeEntry } from './write-entry.ts'

/** So many files hang on one entry at most, as the API has it. */
const MOST = 50

/**
 * Puts copies of the documents of an opportunity on the project that follows from it: records of their own for the same
 * bytes. What was about a contact or an event as well stays so, and nobody sees more than before.
 */
export const takeFilesOver: TakeOver<HistoryDb> = async (tx, by, { from, to }) => {
  for (const { contactId, eventId, files } of await documentsOf(tx, by, from.id))
    for (let at = 0; at < files.length; at += MOST) {
      const copies = await uploadFiles(tx, by, files.slice(at, at + MOST))
      await writeEntry(tx, by, {
        contactId,
        eventId,
        projectId: to.id,
        category: 'file',
        text: WORDS[by.language](from.title),
        files: copies.map(({ id }) => id),
      })
    }
}

const WORDS: Record<Language, (title: string) => string> = {
  de: (title) => `Aus der Verkaufschance „${title}“ übernommen`,
  en: (title) => `Taken over from the opportunity “${title}”`,
}

interface Documents {
  contactId: string | null
  eventId: string | null
  files: StoredFile[]
}

/** The newest content of the documents that `by` sees, by what they are about besides; those of another project are its own. */
async function documentsOf(db: Database<HistoryDb>, by: By, id: string): Promise<Documents[]> {
  const whose = { kind: 'opportunity', id } as const
  const rows = await selectFiles(db)
    .innerJoin('historyFile as h', 'h.fileId', 'f.id')
    .innerJoin('historyEntry as e', 'e.id', 'h.entryId')
    .select(['f.hash', 'e.contactId', 'e.eventId'])
    .where('h.removedAt', 'is', null)
    .where('e.projectId', 'is', null)
    .where(sql<boolean>`exists (select 1 from ${timelineRecords(by, whose)} c where ${entriesOf(by, whose)})`)
    .orderBy('f.id')
    .execute()
  const groups = Map.groupBy(rows, ({ contactId, eventId }) => `${contactId} ${eventId}`)
  return [...groups.values()].flatMap((files) => {
    const [first] = files
    return first ? [{ contactId: first.contactId, eventId: first.eventId, files }] : []
  })
}
