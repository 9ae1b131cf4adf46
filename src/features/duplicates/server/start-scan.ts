import { sql } from 'kysely'
import { Problem } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import type { Database, Tx } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import type { ScanState } from '../pair.ts'
import { SCAN_JOB } from './scan-work.ts'
import type { DuplicatesDb } from './tables.ts'

/** Starts the scan of everything as a job, unless one is under way. */
export async function startScan(tx: Tx<DuplicatesDb>, by: By, house: Pick<House, 'jobs'>): Promise<string> {
  await sql`select 1 from duplicate_scan for update`.execute(tx)
  if ((await readScan(tx)).jobId) throw new Problem('conflict', 'duplicates.scanning', 'A scan is under way.')
  const jobId = await house.jobs.start(tx as never, by, {
    kind: SCAN_JOB,
    title: by.language === 'de' ? 'Dubletten suchen' : 'Find duplicates',
    input: {},
  })
  await tx.updateTable('duplicateScan').set({ jobId }).execute()
  return jobId
}

/** When everything was looked through last, and how far a scan under way has come. */
export async function readScan(db: Database<DuplicatesDb>): Promise<ScanState> {
  const { rows } = await sql<ScanState>`
    select j.id as job_id, coalesce(j.done, 0) as done, j.total, s.scanned_at
    from duplicate_scan s left join job j on j.id = s.job_id and j.state in ('queued', 'running')`.execute(db)
  return rows[0] ?? { jobId: null, done: 0, total: null, scannedAt: null }
}
