import { sql } from 'kysely'
import { Problem, missing } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import type { Database } from '#platform/database.ts'
import { newestPage } from '#platform/newest.ts'
import type { NewestQuery } from '#platform/newest.ts'
import type { Job } from '../job.ts'
import type { AdministrationDb } from './tables.ts'

/** Own jobs, or for administrators the jobs of all, newest first. */
export async function listJobs(
  db: Database<AdministrationDb>,
  by: By,
  query: NewestQuery & { all: boolean },
): Promise<{ items: Job[]; nextCursor: string | null }> {
  if (query.all && by.role !== 'admin')
    throw new Problem('forbidden', 'forbidden', 'Only administrators see the jobs of all.')
  let select = selectJobs(db)
    .orderBy('j.id', 'desc')
    .limit(query.limit + 1)
  if (!query.all) select = select.where('j.ownerId', '=', by.id)
  if (query.cursor) select = select.where('j.id', '<', query.cursor)
  const { items, nextCursor } = newestPage(await select.execute(), query)
  return { items: items.map(present), nextCursor }
}

export async function readJob(db: Database<AdministrationDb>, by: By, id: string): Promise<Job> {
  const row = await selectJobs(db).where('j.id', '=', id).executeTakeFirst()
  if (!row || (row.ownerId !== by.id && by.role !== 'admin')) throw missing()
  return present(row)
}

function selectJobs(db: Database<AdministrationDb>) {
  return db
    .selectFrom('job as j')
    .leftJoin('appUser as u', 'u.id', 'j.ownerId')
    .select(['j.id', 'j.kind', 'j.title', 'j.state', 'j.done', 'j.total', 'j.result', 'j.error', 'j.ownerId'])
    .select(['j.createdAt', 'j.startedAt', 'j.finishedAt'])
    .select(sql<string>`coalesce(u.name, '')`.as('ownerName'))
}

type Row = Awaited<ReturnType<ReturnType<typeof selectJobs>['executeTakeFirstOrThrow']>>

function present({ ownerId, ownerName, ...plain }: Row): Job {
  return { ...plain, owner: ownerId === null ? null : { id: ownerId, name: ownerName } }
}
