import { sql } from 'kysely'
import { deleteEntry } from '#features/history/server/delete-entry.ts'
import { Problem } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import type { Tx } from '#platform/database.ts'
import type { VisitReopen } from '../visit-steps.ts'
import type { Visit } from '../visit.ts'
import { demand, lockVisit, presentVisit, readVisitRows, refuseStale } from './read-visits.ts'
import type { VisitRow } from './read-visits.ts'
import { removeVisits } from './remove-visits.ts'
import type { VisitsDb } from './tables.ts'
import { writeVisit } from './write-visit.ts'

/**
 * Takes "done" back: the visit is planned again, its entry in the timeline goes to the bin, and what followed by itself
 * goes, as long as nobody has worked with it since.
 */
export async function reopenVisit(
  tx: Tx<VisitsDb>,
  by: By,
  { id, input, ifMatch }: { id: string; input: VisitReopen; ifMatch?: number | undefined },
): Promise<Visit> {
  const row = await lockVisit(tx, by, id)
  refuseStale(row, ifMatch)
  const state = demand(row, 'reopen')
  await takeBackFollowers(tx, by, row, input.removeNext ?? false)
  await giveBackChain(tx, row)
  if (row.historyEntryId) await removeEntry(tx, by, row.historyEntryId)
  const patch = { state, doneOn: null, historyEntryId: null }
  const reopened = await writeVisit(tx, by, row, { patch, action: 'visit.reopened' })
  return presentVisit({ ...reopened, nextId: null, chainBefore: null }, by)
}

/** Removes the visit that followed and the dates recorded as passed; refuses when somebody has worked with it. */
export async function takeBackFollowers(
  tx: Tx<VisitsDb>,
  by: By,
  row: VisitRow,
  anyway: boolean,
): Promise<void> {
  if (row.nextId === null) return
  const [next] = await readVisitRows(tx, { ...by, role: 'admin' }, [row.nextId])
  if (!next) return
  const isUntouched = next.version === 1 && (next.state === 'planned' || next.state === 'proposed')
  const isOpen =
    isUntouched || (anyway && ['planned', 'proposed', 'confirmed', 'missed'].includes(next.state))
  if (!isOpen) {
    throw new Problem(
      'conflict',
      'visit.next_changed',
      'Somebody has worked with the visit that followed.',
      [],
      { nextId: next.id },
    )
  }
  await removeVisits(
    tx,
    by,
    sql`r.id = ${next.id} or (r.chain_id = ${row.chainId} and r.no > ${row.no} and r.state = 'skipped'
      and r.shift_reason = 'past' and r.created_at = ${next.createdAt}::timestamptz)`,
  )
}

/** The chain stands again as it did before the visit was closed. */
export async function giveBackChain(tx: Tx<VisitsDb>, { id, chainId, chainBefore }: VisitRow): Promise<void> {
  await tx.updateTable('visit').set({ nextId: null, chainBefore: null }).where('id', '=', id).execute()
  if (!chainBefore) return
  await sql`
    update visit_chain set anchor = ${chainBefore.anchor}::date, last_done = ${chainBefore.lastDone}::date,
      state = case when ended_reason = 'finished' then ${chainBefore.state} else state end,
      ended_reason = case when ended_reason = 'finished' then null else ended_reason end,
      version = version + 1, updated_at = now()
    where id = ${chainId}`.execute(tx)
}

async function removeEntry(tx: Tx<VisitsDb>, by: By, id: string): Promise<void> {
  const entry = await tx
    .selectFrom('historyEntry')
    .select('id')
    .where('id', '=', id)
    .where('deletedAt', 'is', null)
    .executeTakeFirst()
  // Whoever may take the visit back may take back what it wrote, whoever of them wrote it.
  if (entry) await deleteEntry(tx, { ...by, role: 'admin' }, { id })
}
