import { sql } from 'kysely'
import { readSettings } from '#features/settings/server/settings.ts'
import type { Database } from '#platform/database.ts'
import type { Chore } from '#platform/jobs.ts'
import type { ImportsDb } from './tables.ts'

/**
 * Every night: of imports nobody touched for as long as things stay in the bin, the file and the rows that were left
 * out are forgotten. The import itself stays, with its counts; bytes nothing refers to are swept with those of files.
 */
export const forgetImports: Chore = {
  name: 'old imports',
  async run(house) {
    const db = house.db as Database<ImportsDb>
    const { bin } = await readSettings(db)
    await sql`
      with forgotten as (
        update import i set file_hash = null
        where file_hash is not null and updated_at < now() - ${bin.days ?? 30} * interval '1 day'
          and not exists (select 1 from job j where j.id = i.job_id and j.state in ('queued', 'running'))
        returning id)
      delete from import_row r using forgotten f where r.import_id = f.id`.execute(db)
  },
}
