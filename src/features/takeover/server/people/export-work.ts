import { sql } from 'kysely'
import { overwriteThere } from '#features/sync/server/push/overwrite-there.ts'
import { ownAccount } from '#features/sync/server/read-links.ts'
import { decoupleLink } from '#features/sync/server/settle-conflict.ts'
import { isInStep, turnContact } from '#features/sync/server/switch-contact.ts'
import { holdAccount, openRun, syncAccount } from '#features/sync/server/sync-account.ts'
import type { Open } from '#features/sync/server/sync-due.ts'
import type { Groupware } from '#connectors/groupware/groupware.ts'
import { Problem } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import type { Database, Tx } from '#platform/database.ts'
import { transaction } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import type { Running, Work } from '#platform/jobs.ts'
import type { ExportOutcome } from '../../people-export.ts'
import { EXPORT_JOB } from './export-contacts.ts'
import type { Exporting } from './export-contacts.ts'
import { withOpen } from './read-books.ts'
import type { PeopleDb } from './tables.ts'

const BATCH = 50

export type ExportResult = Partial<Record<ExportOutcome, number>> & {
  exportId: string
  accountId: string
  /** Why the groupware could not be asked; what waits is done later. */
  fault: string | null
}

/** The work of an export: says of each contact what is wanted, brings the account in step, and looks what became of it. */
export const exportWork = (open: Open): Work => ({
  kind: EXPORT_JOB,
  async run(running: Running<Exporting>): Promise<ExportResult> {
    const { id: jobId, house, by, input } = running
    const db = house.db as Database<PeopleDb>
    const { accountId, write } = input
    await ownAccount(db, by, accountId)
    const total = await countRows(db, jobId)
    for (let done = 0; done !== null;) {
      const next: number | null = await transaction(db, async (tx) => {
        const turned = await turnNext(tx, by, { jobId, ...input })
        await running.save(tx as Tx<unknown>, { done: done + turned, total, checkpoint: done + turned })
        return turned === 0 ? null : done + turned
      })
      if (next === null) break
      done = next
    }
    const fault = await withOpen(open, house, accountId, async (groupware) => {
      if (write === 'all') await overwriteKnown(house, db, { jobId, accountId, groupware })
      return inStep(house, db, { accountId, groupware })
    })
    await transaction(db, (tx) => noteOutcomes(tx, jobId, accountId))
    return { exportId: jobId, accountId, ...(await countOutcomes(db, jobId)), fault }
  },
})

interface Turning extends Exporting {
  jobId: string
}

/** Says of the next contacts what is wanted with them; what cannot be is noted with its reason. */
async function turnNext(tx: Tx<PeopleDb>, by: By, { jobId, accountId, bookId }: Turning): Promise<number> {
  const rows = await tx
    .selectFrom('cardExport')
    .select(['contactId', 'wanted'])
    .where('jobId', '=', jobId)
    .where('before', 'is', null)
    .orderBy('contactId')
    .limit(BATCH)
    .forUpdate()
    .execute()
  for (const { contactId: id, wanted } of rows) {
    const note = (set: { before: string; outcome?: ExportOutcome; fault?: string }) =>
      tx.updateTable('cardExport').set(set).where('jobId', '=', jobId).where('contactId', '=', id).execute()
    await sql`savepoint turning`.execute(tx)
    try {
      const before =
        wanted === 'release'
          ? await release(tx, by, { id, accountId })
          : await turnContact(tx, by, { id, accountId, bookId, enabled: wanted === 'take' })
      await sql`release savepoint turning`.execute(tx)
      const isKnown = isInStep(before) && before?.remoteId !== null
      await note({ before: isKnown ? (before?.etag ?? '') : '' })
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      await sql`rollback to savepoint turning`.execute(tx)
      await note({ before: '', outcome: 'failed', fault: error.code })
    }
  }
  return rows.length
}

/** Ends that both are kept in step; the card stays as it is. */
async function release(tx: Tx<PeopleDb>, by: By, { id, accountId }: { id: string; accountId: string }) {
  const link = await tx
    .selectFrom('groupwareLink')
    .selectAll()
    .where('accountId', '=', accountId)
    .where('recordKind', '=', 'contact')
    .where('recordId', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (link) await decoupleLink(tx, by, link.id)
  return link
}

interface Doing {
  accountId: string
  groupware: Groupware
}

/** Writes over what was changed there meanwhile, one card after the other, before anything of it is taken in. */
async function overwriteKnown(
  house: House,
  db: Database<PeopleDb>,
  { jobId, accountId, groupware }: Doing & { jobId: string },
): Promise<void> {
  const account = await ownAccountAsSystem(db, accountId)
  await db.transaction().execute(async (lock) => {
    await holdAccount(lock, accountId)
    const run = await openRun(house, account, { groupware })
    const { rows } = await sql<{ id: string }>`
      select l.id from card_export e join groupware_link l on l.record_id = e.contact_id and l.record_kind = 'contact'
      where e.job_id = ${jobId} and e.wanted = 'take' and e.before <> '' and l.account_id = ${accountId}
        and l.state = 'linked' and l.remote_id is not null order by l.id`.execute(db)
    if (run) for (const { id } of rows) await overwriteThere(run, id)
  })
}

function ownAccountAsSystem(db: Database<PeopleDb>, accountId: string) {
  return db.selectFrom('groupwareAccount').selectAll().where('id', '=', accountId).executeTakeFirstOrThrow()
}

/** Brings the address books in step; waits for whoever is at it just now. Gives back why it could not. */
async function inStep(
  house: House,
  db: Database<PeopleDb>,
  { accountId, groupware }: Doing,
): Promise<string | null> {
  for (;;) {
    const outcome = await syncAccount(house, accountId, groupware, { areas: ['contact'] })
    if (outcome !== 'busy') return outcome.fault
    await db.transaction().execute((tx) => holdAccount(tx, accountId))
  }
}

/** What became of each, as its link tells. */
async function noteOutcomes(tx: Tx<PeopleDb>, jobId: string, accountId: string): Promise<void> {
  await sql`
    update card_export e set outcome = case
        when e.wanted = 'release' then 'released'
        when e.wanted = 'remove' then case when l.fault is null then 'removed' else 'waiting' end
        when l.id is null or l.state = 'failed' then 'failed'
        when l.remote_id is null then 'waiting'
        when e.before = '' then case when l.origin = 'matched' then 'linked' else 'created' end
        when e.before is distinct from l.etag then 'changed'
        else 'unchanged' end,
      fault = case when l.state = 'failed' then l.fault end
    from card_export x left join groupware_link l on l.account_id = ${accountId} and l.record_kind = 'contact'
      and l.record_id = x.contact_id
    where e.job_id = ${jobId} and x.job_id = e.job_id and x.contact_id = e.contact_id and e.outcome is null`.execute(
    tx,
  )
}

async function countRows(db: Database<PeopleDb>, jobId: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from card_export where job_id = ${jobId}`.execute(db)
  return rows[0]?.n ?? 0
}

async function countOutcomes(
  db: Database<PeopleDb>,
  jobId: string,
): Promise<Partial<Record<ExportOutcome, number>>> {
  const { rows } = await sql<{ outcome: ExportOutcome; n: number }>`
    select outcome, count(*)::int as n from card_export where job_id = ${jobId} group by outcome`.execute(db)
  return Object.fromEntries(rows.map(({ outcome, n }) => [outcome, n]))
}
