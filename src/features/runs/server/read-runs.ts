import { sql } from 'kysely'
import type { RawBuilder, SqlBool } from 'kysely'
import { missing } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import type { Database } from '#platform/database.ts'
import { all } from '#platform/list.ts'
import { newestPage } from '#platform/newest.ts'
import type { NewestQuery } from '#platform/newest.ts'
import { NO_REDO, UNDO_DAYS } from '../run.ts'
import type { Run, RunCounts } from '../run.ts'
import type { RunsDb } from './tables.ts'

/** Own runs, for administrators those of everybody, newest first. */
export async function listRuns(
  db: Database<RunsDb>,
  by: By,
  query: NewestQuery,
): Promise<{ items: Run[]; nextCursor: string | null }> {
  const start = query.cursor ? sql<SqlBool>`r.id < ${query.cursor}` : sql<SqlBool>`true`
  const { items, nextCursor } = newestPage(await readRows(db, by, [start], query.limit + 1), query)
  return { items: items.map((row) => present(row, by)), nextCursor }
}

/** One run; missing unless it is `by`'s own or `by` an administrator. */
export async function readRun(db: Database<RunsDb>, by: By, id: string): Promise<Run> {
  const [row] = await readRows(db, by, [sql<SqlBool>`r.id = ${id}`], 1)
  if (!row) throw missing()
  return present(row, by)
}

/** What a run left as it is. */
export async function listLeft(db: Database<RunsDb>, by: By, id: string, { limit, cursor }: NewestQuery) {
  await readRun(db, by, id)
  let select = db
    .selectFrom('runLeft')
    .select(['kind', 'recordId as id', 'title', 'reason'])
    .where('runId', '=', id)
    .orderBy('recordId')
    .limit(limit + 1)
  if (cursor) select = select.where('recordId', '>', cursor)
  return newestPage(await select.execute(), { limit })
}

interface Row extends Omit<Run, 'owner' | 'undo' | 'undoneBy' | 'can' | 'state'> {
  state: Exclude<Run['state'], 'stopped'>
  ownerId: string
  ownerName: string
  /** Of an undo: what kind of run it takes back. */
  undoneKind: string | null
  undoId: string | null
  undoCounts: RunCounts | null
  undoJobId: string | null
  undoneBy: string | null
  undoneByName: string | null
  /** Whether a job is at work on it or on its undo. */
  isBusy: boolean
  isOld: boolean
}

/** An undo that was stopped on its way goes on where it was, so there is one at most. */
async function readRows(
  db: Database<RunsDb>,
  by: By,
  conditions: RawBuilder<SqlBool>[],
  limit: number,
): Promise<Row[]> {
  const own = by.role === 'admin' ? sql<SqlBool>`true` : sql<SqlBool>`r.owner_id = ${by.id}`
  const { rows } = await sql<Row>`
    select r.id, r.kind, r.title, r.state, r.counts, r.undoes, r.job_id, r.created_at, r.finished_at, r.undone_at,
      r.undone_by, r.owner_id, coalesce(o.name, '') as owner_name, t.name as undone_by_name,
      w.kind as undone_kind, u.id as undo_id, u.counts as undo_counts, u.job_id as undo_job_id,
      exists (select 1 from job j where j.id in (r.job_id, u.job_id) and j.state in ('queued', 'running')) as is_busy,
      r.created_at + ${UNDO_DAYS} * interval '1 day' as undo_until,
      r.created_at < now() - ${UNDO_DAYS} * interval '1 day' as is_old
    from run r left join app_user o on o.id = r.owner_id left join app_user t on t.id = r.undone_by
      left join run u on u.undoes = r.id left join run w on w.id = r.undoes
    where ${all([own, ...conditions])} order by r.id desc limit ${limit}`.execute(db)
  return rows
}

function present(row: Row, by: By): Run {
  const {
    ownerId,
    ownerName,
    undoneKind,
    undoId,
    undoCounts,
    undoJobId,
    undoneByName,
    isBusy,
    isOld,
    ...plain
  } = row
  const isOver = !isBusy && row.state !== 'undone' && !NO_REDO.includes(undoneKind ?? '')
  return {
    ...plain,
    state: row.state === 'running' && !isBusy ? 'stopped' : row.state,
    owner: { id: ownerId, name: ownerName },
    undo: undoId === null ? null : { id: undoId, counts: undoCounts ?? {} },
    jobId: undoJobId ?? row.jobId,
    undoneBy: row.undoneBy === null ? null : { id: row.undoneBy, name: undoneByName ?? '' },
    can: isOver && !isOld && by.role !== 'guest' ? ['undo'] : [],
  }
}
