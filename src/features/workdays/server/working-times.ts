import { sql } from 'kysely'
import { readCountry } from '#features/settings/server/settings.ts'
import { diff } from '#kernel/diff.ts'
import { given } from '#kernel/given.ts'
import { Problem, invalid, missing } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import { json } from '#platform/database.ts'
import type { Database, Tx } from '#platform/database.ts'
import { record } from '#platform/journal.ts'
import { usualWorkingTime } from '../workday.ts'
import type { WorkingTime, WorkingTimeChange } from '../workday.ts'
import type { WorkdaysDb } from './tables.ts'

/** When people work: users see their own, administrators that of every active user with a seat. */
export async function listWorkingTimes(db: Database<WorkdaysDb>, by: By): Promise<WorkingTime[]> {
  let query = selectUsers(db).where('appUser.deactivatedAt', 'is', null).where('appUser.role', '!=', 'guest')
  if (by.role !== 'admin') query = query.where('appUser.id', '=', by.id)
  const usual = await usualHere(db)
  return (await query.orderBy(sql`lower(name)`).execute()).map((row) => present(usual, row))
}

/** Users change their own, administrators that of everybody; what is not said stays. */
export async function changeWorkingTime(
  tx: Tx<WorkdaysDb>,
  by: By,
  { userId, change, ifMatch }: { userId: string; change: WorkingTimeChange; ifMatch?: number | undefined },
): Promise<WorkingTime> {
  if (by.role !== 'admin' && by.id !== userId) throw new Problem('forbidden', 'forbidden')
  const usual = await usualHere(tx)
  // The user's row stands for the one that may not be there yet.
  await sql`select 1 from app_user where id = ${userId} for no key update`.execute(tx)
  const row = await selectUsers(tx).where('appUser.id', '=', userId).executeTakeFirst()
  if (!row) throw missing()
  const before = present(usual, row)
  if (ifMatch !== undefined && ifMatch !== before.version) throw new Problem('stale', 'stale')
  const after = { ...before, ...given(change), version: before.version + 1 }
  if (after.startTime >= after.endTime) throw invalid('endTime', 'before_start', 'Not before the start')
  const workdays = [...new Set(after.workdays)].sort((a, b) => a - b)
  const { userId: _userId, ...fields } = { ...after, workdays }
  const values = { ...fields, holidays: jsonOrNull(after.holidays), startPlace: jsonOrNull(after.startPlace) }
  await tx
    .insertInto('workingTime')
    .values({ userId, ...values })
    .onConflict((c) => c.column('userId').doUpdateSet({ ...values, updatedAt: sql<string>`now()` }))
    .execute()
  await record(tx, by, {
    action: 'working_time.changed',
    kind: 'working_time',
    id: userId,
    title: row.name,
    diff: diff(before, { ...after, workdays }).filter(({ field }) => field !== 'version'),
    version: after.version,
    readers: [userId],
  })
  return { ...after, workdays }
}

async function usualHere(db: Database<WorkdaysDb>) {
  return usualWorkingTime(await readCountry(db))
}

function selectUsers(db: Database<WorkdaysDb>) {
  return db
    .selectFrom('appUser')
    .leftJoin('workingTime as w', 'w.userId', 'appUser.id')
    .select(['appUser.id', 'appUser.name', 'w.workdays', 'w.startTime', 'w.endTime', 'w.timeZone'])
    .select(['w.maxVisitsPerDay', 'w.holidays', 'w.startPlace', 'w.version'])
}

type Row = { [K in keyof Omit<WorkingTime, 'userId'>]: WorkingTime[K] | null } & { id: string; name: string }

function present(usual: ReturnType<typeof usualWorkingTime>, row: Row): WorkingTime {
  const { id: userId, name: _name, version, ...said } = row
  const own = Object.fromEntries(Object.entries(said).filter(([, value]) => value !== null))
  return { ...usual, ...(own as Partial<WorkingTime>), userId, version: version ?? 0 }
}

function jsonOrNull<T>(value: T | null) {
  return value === null ? null : json(value)
}
