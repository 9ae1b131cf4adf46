import { sql } from 'kysely'
import type { ControlledTransaction, Kysely, RawBuilder } from 'kysely'
import { Problem } from '#kernel/problem.ts'
import type { Database } from '#platform/database.ts'

/** One moment of the database, to be read at leisure. `close` it, whatever happens. */
export interface Snapshot<T> {
  tx: ControlledTransaction<T>
  close(): Promise<void>
}

/** Any number that nobody else locks. */
const LOCK = 740_113_001

/**
 * Opens a transaction in which nothing changes any more; refused while another is being exported, because each keeps
 * old rows alive. Whoever reads nothing from it for a quarter of an hour loses it.
 */
export async function openSnapshot<T>(db: Database<T>): Promise<Snapshot<T>> {
  const tx = await db
    .startTransaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute()
  const close = async () => {
    if (!tx.isCommitted && !tx.isRolledBack) await tx.rollback().execute()
  }
  try {
    await sql`set local statement_timeout = 0`.execute(tx)
    await sql`set local idle_in_transaction_session_timeout = '15min'`.execute(tx)
    const { rows } = await sql<{ free: boolean }>`select pg_try_advisory_xact_lock(${LOCK}) as free`.execute(
      tx,
    )
    if (!rows[0]?.free) throw new Problem('conflict', 'export.running', 'Another full export is under way.')
  } catch (error) {
    await close()
    throw error
  }
  return { tx, close }
}

/** The rows of a query, some at a time. One such walk after the other: they share a name. */
export async function* walk<R>(
  tx: Pick<Kysely<unknown>, 'getExecutor'>,
  query: RawBuilder<R>,
  size = 500,
): AsyncGenerator<R[]> {
  await sql`declare export_walk no scroll cursor for ${query}`.execute(tx)
  for (;;) {
    const { rows } = await sql<R>`fetch ${sql.lit(size)} from export_walk`.execute(tx)
    if (rows.length === 0) break
    yield rows
  }
  await sql`close export_walk`.execute(tx)
}
