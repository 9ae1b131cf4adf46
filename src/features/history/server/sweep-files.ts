import { sql } from 'kysely'
import { readSettings } from '#features/settings/server/settings.ts'
import type { Database } from '#platform/database.ts'
import type { Chore } from '#platform/jobs.ts'
import { sweepBlobs, usesOf } from '#platform/sweep-blobs.ts'
import type { HistoryDb } from './tables.ts'

/** Every night: what lay in the bin long enough, uploads nobody put anywhere, and bytes nobody refers to. */
export const sweepFiles: Chore = {
  name: 'files',
  async run(house) {
    const db = house.db as Database<HistoryDb>
    const { bin } = await readSettings(db)
    const old = sql`now() - ${bin.days ?? 30} * interval '1 day'`
    await sql`delete from history_entry where deleted_at < ${old}`.execute(db)
    await sql`delete from history_file where removed_at < ${old}`.execute(db)
    await sql`delete from former_picture where replaced_at < ${old}`.execute(db)
    await forgetUploads(db)
    await sweepBlobs(house)
  },
}

async function forgetUploads(db: Database<HistoryDb>): Promise<void> {
  const uses = await usesOf(db as Database<unknown>, 'file')
  const anywhere = sql.join(
    uses.map(
      ({ table, column }) => sql`select 1 from ${sql.table(table)} u where u.${sql.ref(column)} = f.id`,
    ),
    sql` union all `,
  )
  await sql`
    delete from file f where f.created_at < now() - interval '1 day' and not exists (${anywhere})`.execute(db)
}
