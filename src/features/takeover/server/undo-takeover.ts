import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import { deleteAppointment } from '#features/appointments/server/delete-appointment.ts'
import { optionsUnder } from '#features/groupware/account.ts'
import { deleteEntry } from '#features/history/server/delete-entry.ts'
import type { Left, RunUndo } from '#features/runs/server/run-undo.ts'
import { readSettings } from '#features/settings/server/settings.ts'
import { deleteTask } from '#features/tasks/server/delete-task.ts'
import { Problem } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import type { Tx } from '#platform/database.ts'
import type { TakeoverDb } from './tables.ts'
import { tellOfRecords, tellOfTakeover } from './read-takeovers.ts'

interface Made {
  id: string
  takeoverId: string
  kind: string
  recordId: string
  version: number | null
  title: string
  result: string
}

interface Kind {
  table: string
  remove(tx: Tx<TakeoverDb>, by: By, id: string): Promise<void>
}

const KINDS: Record<string, Kind> = {
  appointment: { table: 'appointment', remove: (tx, by, id) => deleteAppointment(tx, by, { id }) },
  task: { table: 'task', remove: (tx, by, id) => deleteTask(tx, by, { id }) },
  history: { table: 'history_entry', remove: (tx, by, id) => deleteEntry(tx, by, { id }) },
}

/**
 * Marks what stands for a series of which single dates were taken over: so it comes over as a whole by nothing, while more
 * of its dates still may.
 */
export const AS_DATES = 'asDates'

/** Marks a link that is cut so that nothing brings its item back by itself; taken over anew it may be by a person. */
export const UNDONE = 'undone'

/**
 * Takes a takeover back: what it made goes to the bin and is linked no more, so that nothing is removed in the groupware
 * and all of it can be taken over anew. What somebody changed since stays.
 */
export const takeoverUndo: RunUndo<TakeoverDb> = {
  runKind: 'takeover',
  async undo(tx, by, runId) {
    const { rows } = await sql<Made>`
      select id, takeover_id, record_kind as kind, record_id, record_version as version, head ->> 'title' as title, result
      from takeover_item
      where run_id = ${runId} and result in ('imported', 'linked') and record_id is not null
      order by id for update`.execute(tx)
    const left: Left[] = []
    let deleted = 0
    const automatic = await automaticOf(tx, rows[0]?.takeoverId)
    for (const made of rows) {
      const reason = await takeBack(tx, by, { made, isAutomatic: automatic.has(made.kind) })
      if (reason === undefined) deleted += made.result === 'imported' ? 1 : 0
      else left.push({ kind: made.kind, id: made.recordId, title: made.title, reason })
    }
    const [first] = rows
    if (first) await forgetSeries(tx, first.takeoverId)
    if (first) await tellOfTakeover(tx, by, first.takeoverId)
    await tellOfRecords(tx, by)
    return { counts: { deleted, left: left.length }, left }
  },
}

/** Of which kinds the account brings everything over by itself. */
async function automaticOf(tx: Tx<TakeoverDb>, takeoverId = NOBODY): Promise<Set<string>> {
  const account = await tx
    .selectFrom('takeover as t')
    .innerJoin('groupwareAccount as a', 'a.id', 't.accountId')
    .select(['a.kind', 'a.options'])
    .where('t.id', '=', takeoverId)
    .executeTakeFirst()
  if (!account || account.kind === 'file') return new Set()
  const { groupware: firm } = await readSettings(tx as never)
  const { automatic } = optionsUnder(firm, account.options)
  return new Set((['appointment', 'task'] as const).filter((kind) => automatic[kind]))
}

const NOBODY = '00000000-0000-0000-0000-000000000000'

async function takeBack(
  tx: Tx<TakeoverDb>,
  by: By,
  { made, isAutomatic }: { made: Made; isAutomatic: boolean },
): Promise<Left['reason'] | undefined> {
  const kind = KINDS[made.kind]
  if (!kind) return 'refused'
  if (made.result === 'imported') {
    const { rows } = await sql<{ version: number; isBinned: boolean }>`
      select version, deleted_at is not null as is_binned from ${sql.table(kind.table)}
      where id = ${made.recordId}`.execute(tx)
    const [now] = rows
    if (!now || now.isBinned) return 'gone'
    if (now.version !== made.version) return 'changed'
  }
  await sql`savepoint taking_back`.execute(tx)
  try {
    await cut(tx, made, isAutomatic)
    if (made.result === 'imported') await kind.remove(tx, by, made.recordId)
    await tx.updateTable('takeoverItem').set({ result: 'undone' }).where('id', '=', made.id).execute()
    await sql`release savepoint taking_back`.execute(tx)
    return undefined
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    await sql`rollback to savepoint taking_back`.execute(tx)
    return 'refused'
  }
}

/** Where all that is new comes over by itself, the next whole listing would take a link that is not there for new. */
async function cut(tx: Tx<TakeoverDb>, made: Made, isAutomatic: boolean): Promise<void> {
  const mine = sql`record_kind = ${made.kind} and record_id = ${made.recordId}
    and account_id = (select account_id from takeover where id = ${made.takeoverId})`
  if (isAutomatic)
    await sql`
      update groupware_link set state = 'decoupled', fault = ${UNDONE}, updated_at = now() where ${mine}`.execute(
      tx,
    )
  else await sql`delete from groupware_link where ${mine}`.execute(tx)
}

/**
 * A series of which the last date was taken back is as if nothing of it had come over, except for what comes over by
 * itself: that takes nothing again that somebody took back.
 */
async function forgetSeries(tx: Tx<TakeoverDb>, takeoverId: string): Promise<void> {
  const date = (left: RawBuilder<unknown>) => sql`exists (
    select from groupware_link d where d.account_id = s.account_id and d.area = s.area and d.id <> s.id
      and starts_with(d.uid, s.uid || '-') and ${left})`
  const ofSeries = sql`s.fault = ${AS_DATES} and s.account_id = (select account_id from takeover where id = ${takeoverId})`
  await sql`delete from groupware_link s where ${ofSeries} and not ${date(sql`true`)}`.execute(tx)
  await sql`
    update groupware_link s set fault = ${UNDONE}
    where ${ofSeries} and not ${date(sql`d.fault is distinct from ${UNDONE}`)}`.execute(tx)
}
