import { join } from 'node:path'
import type { Manifest } from '#platform/backup/manifest.ts'
import { restoreBackup } from '#platform/backup/restore-backup.ts'
import { openPool } from '#platform/database.ts'
import type { Connection } from '#platform/database.ts'
import { folderStore } from '#platform/files.ts'
import { openJobs } from '#platform/jobs.ts'
import { startPostgres } from '#platform/postgres/supervisor.ts'

/** Restores an archive into a folder of its own: makes the cluster there, fills it, and ends it again. */
export async function restoreInto(
  folder: string,
  { unsafe }: { unsafe: boolean },
  path: string,
  manifest: Manifest,
  say: (line: string) => void,
): Promise<void> {
  const postgres = await startPostgres({ dataDir: folder, unsafe })
  try {
    const store = folderStore(join(folder, 'files'))
    const target = { connection: postgres.connection, store, scratch: join(folder, 'restoring.file'), say }
    await restoreBackup(target, path, manifest)
    await resumeJobs(postgres.connection)
  } finally {
    await postgres.stop()
  }
}

/** What was being done at the moment of the backup goes on, from its last checkpoint, when Kontor starts. */
export async function resumeJobs(connection: Connection): Promise<void> {
  const pool = openPool(connection, 2)
  const jobs = await openJobs(pool)
  await jobs.resume()
  await jobs.close()
  await pool.end()
}
