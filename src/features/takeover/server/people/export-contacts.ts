import { sql } from 'kysely'
import { queued } from '#features/runs/run.ts'
import type { StartedJob } from '#features/runs/run.ts'
import { changeAccount, tell } from '#features/groupware/server/save-account.ts'
import { ownAccount } from '#features/sync/server/read-links.ts'
import { Problem, invalid } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import { uuids } from '#platform/access.ts'
import type { Database, Tx } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { MOST_EXPORTED } from '../../people-export.ts'
import type { PeopleExport } from '../../people-export.ts'
import type { PeopleDb } from './tables.ts'

export const EXPORT_JOB = 'groupware.export-people'

/** What the job has to know besides the contacts, which stand in rows. */
export interface Exporting {
  accountId: string
  write: 'changed' | 'all'
  bookId?: string | undefined
}

/**
 * Brings contacts into an address book of the caller and keeps them in step there, as a job that says of each what
 * became of it. Who holds a copy of them stands in the audit trail.
 */
export async function startExport(
  tx: Tx<PeopleDb>,
  by: By,
  { accountId, contactIds, options, house }: PeopleExport & { accountId: string; house: House },
): Promise<StartedJob> {
  const account = await ownAccount(tx as Database<PeopleDb>, by, accountId)
  const { write = 'changed', pictures, bookId, deselectedIds = [], deselected = 'release' } = options
  const away = new Set(deselectedIds)
  const taken = [...new Set(contactIds)].filter((id) => !away.has(id))
  const total = taken.length + away.size
  if (total === 0) throw invalid('contactIds', 'required', 'Choose at least one contact.')
  if (total > MOST_EXPORTED) throw invalid('contactIds', 'too_many', `At most ${MOST_EXPORTED} at once.`)
  await demandBook(tx, accountId, bookId)
  if (pictures !== undefined && pictures !== account.options.pictures)
    await changeAccount(tx, by, { id: accountId, change: { options: { pictures } }, config: house.config })
  const input: Exporting = { accountId, write, bookId }
  const jobId = await house.jobs.start(tx as never, by, { kind: EXPORT_JOB, title: account.name, input })
  await keep(tx, jobId, taken, 'take')
  await keep(tx, jobId, [...away], deselected)
  await tell(tx, by, {
    action: 'groupware.exported',
    row: account,
    changes: [{ field: 'contacts', from: null, to: taken.length }],
  })
  return queued({ id: jobId, kind: EXPORT_JOB, title: account.name }, total)
}

async function demandBook(tx: Tx<PeopleDb>, accountId: string, bookId: string | undefined): Promise<void> {
  const book = await tx
    .selectFrom('groupwareCollection')
    .select('id')
    .where('accountId', '=', accountId)
    .where('area', '=', 'contact')
    .where('writable', '=', true)
    .$if(bookId !== undefined, (query) => query.where('id', '=', bookId as string))
    .limit(1)
    .executeTakeFirst()
  if (book) return
  if (bookId !== undefined) throw invalid('options.bookId', 'unknown', 'There is no such address book.')
  throw new Problem('conflict', 'groupware.no_book', 'This account has no address book that can be written.')
}

async function keep(
  tx: Tx<PeopleDb>,
  jobId: string,
  ids: readonly string[],
  wanted: 'take' | 'release' | 'remove',
): Promise<void> {
  await sql`
    insert into card_export (job_id, contact_id, wanted) select ${jobId}, id, ${wanted} from unnest(${uuids(ids)}) id`.execute(
    tx,
  )
}
