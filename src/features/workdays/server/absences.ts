import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import { diff } from '#kernel/diff.ts'
import { given } from '#kernel/given.ts'
import { Problem, invalid, missing } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import { uuids } from '#platform/access.ts'
import type { Database, Tx } from '#platform/database.ts'
import { record } from '#platform/journal.ts'
import { shownKind } from '../workday.ts'
import type { Absence, AbsenceChange, AbsenceNew, AbsenceSaved, AbsencesQuery } from '../workday.ts'
import type { WorkdaysDb } from './tables.ts'

/** A feature that plans for users tells how much of it falls into an absence. */
export interface AbsenceWarning<T> {
  kind: string
  count(db: Database<T>, by: By, away: { userId: string; from: string; to: string }): Promise<number>
}
export type AbsenceWarnings = readonly AbsenceWarning<WorkdaysDb>[]

/** No calendar shows more at once. */
const MOST = 2000

/**
 * Who is away, earliest first. Everybody with a seat sees that somebody is away; why, only they and administrators
 * see as it was written.
 */
export async function listAbsences(
  db: Database<WorkdaysDb>,
  by: By,
  { user, from, to }: AbsencesQuery,
): Promise<Absence[]> {
  let query = db.selectFrom('absence').selectAll().orderBy('fromDay').orderBy('id').limit(MOST)
  if (user) query = query.where('userId', '=', sql<string>`any(${uuids(user)})`)
  if (from) query = query.where('toDay', '>=', from)
  if (to) query = query.where('fromDay', '<=', to)
  return (await query.execute()).map((row) => present(by, row))
}

/** Says when somebody is away: users for themselves, administrators for everybody. */
export async function createAbsence(
  tx: Tx<WorkdaysDb>,
  by: By,
  { warnings, input }: { warnings: AbsenceWarnings; input: AbsenceNew },
): Promise<AbsenceSaved> {
  const { userId = by.id, from, to, kind, note = '' } = input
  if (!mayManage(by, userId)) throw new Problem('forbidden', 'forbidden')
  const user = await readActive(tx, userId)
  const id = randomUUIDv7()
  const values = { id, userId, fromDay: from, toDay: to, kind, note, createdBy: by.id }
  const row = await tx.insertInto('absence').values(values).returningAll().executeTakeFirstOrThrow()
  await tell(tx, by, 'created', { id, title: user.name, version: row.version })
  return withCollisions(tx, by, warnings, present(by, row))
}

/** Changes when or why somebody is away. */
export async function changeAbsence(
  tx: Tx<WorkdaysDb>,
  by: By,
  { warnings, id, change, ifMatch }: Changing & { warnings: AbsenceWarnings; change: AbsenceChange },
): Promise<AbsenceSaved> {
  const before = await lock(tx, by, { id, ifMatch })
  const { from = before.fromDay, to = before.toDay, ...plain } = given(change)
  if (to < from) throw invalid('to', 'before_from', 'Not before the first day')
  const row = await tx
    .updateTable('absence')
    .set({
      ...plain,
      fromDay: from,
      toDay: to,
      updatedAt: sql<string>`now()`,
      version: before.version + 1,
    })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()
  const changes = diff(audited(before), audited(row))
  await tell(tx, by, 'changed', { id, title: before.name, diff: changes, version: row.version })
  return withCollisions(tx, by, warnings, present(by, row))
}

/** Somebody is not away after all. */
export async function deleteAbsence(tx: Tx<WorkdaysDb>, by: By, id: string): Promise<void> {
  const { name } = await lock(tx, by, { id })
  await tx.deleteFrom('absence').where('id', '=', id).execute()
  await tell(tx, by, 'deleted', { id, title: name })
}

type Row = Omit<Absence, 'from' | 'to' | 'can'> & { fromDay: string; toDay: string }

interface Changing {
  id: string
  ifMatch?: number | undefined
}

function mayManage(by: By, userId: string): boolean {
  return by.role === 'admin' || by.id === userId
}

function present(by: By, row: Row & { createdBy: string | null }): Absence {
  const { fromDay: from, toDay: to, createdBy: _createdBy, ...plain } = row
  if (mayManage(by, row.userId)) return { ...plain, from, to, can: ['change', 'delete'] }
  return { ...plain, from, to, kind: shownKind(row.kind), note: '', can: [] }
}

/** What the audit trail tells: never the note, which may be about somebody's health. */
function audited({ fromDay, toDay }: Row): object {
  return { from: fromDay, to: toDay }
}

async function lock(tx: Tx<WorkdaysDb>, by: By, { id, ifMatch }: Changing): Promise<Row & { name: string }> {
  const row = await tx
    .selectFrom('absence')
    .innerJoin('appUser', 'appUser.id', 'absence.userId')
    .selectAll('absence')
    .select('appUser.name')
    .where('absence.id', '=', id)
    .forUpdate('absence')
    .executeTakeFirst()
  if (!row) throw missing()
  if (!mayManage(by, row.userId)) throw new Problem('forbidden', 'forbidden')
  if (ifMatch !== undefined && ifMatch !== row.version) throw new Problem('stale', 'stale')
  return row
}

async function readActive(tx: Tx<WorkdaysDb>, userId: string): Promise<{ name: string }> {
  const user = await tx
    .selectFrom('appUser')
    .select('name')
    .where('id', '=', userId)
    .where('deactivatedAt', 'is', null)
    .executeTakeFirst()
  if (!user) throw invalid('userId', 'unknown', 'There is no such user.')
  return user
}

async function withCollisions(
  tx: Tx<WorkdaysDb>,
  by: By,
  warnings: AbsenceWarnings,
  saved: Absence,
): Promise<AbsenceSaved> {
  const collisions: AbsenceSaved['collisions'] = []
  for (const warning of warnings) {
    const count = await warning.count(tx, by, saved)
    if (count > 0) collisions.push({ kind: warning.kind, count })
  }
  return { ...saved, collisions }
}

function tell(
  tx: Tx<WorkdaysDb>,
  by: By,
  verb: 'created' | 'changed' | 'deleted',
  about: { id: string; title: string; diff?: ReturnType<typeof diff>; version?: number },
): Promise<void> {
  return record(tx, by, { action: `absence.${verb}`, kind: 'absence', ...about, readers: 'everyone' })
}
