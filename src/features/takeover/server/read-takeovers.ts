import { sql } from 'kysely'
import type { RawBuilder, SqlBool } from 'kysely'
import { missing } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import type { Database, Tx } from '#platform/database.ts'
import { announce } from '#platform/journal.ts'
import { TAKEOVER_AREAS } from '../takeover.ts'
import type { AreaCounts, Takeover, TakeoverArea } from '../takeover.ts'
import type { TakeoverDb } from './tables.ts'

type Row = Omit<Takeover, 'counts'>

/** The own ones, the newest first; nobody else ever sees what somebody has in their mailbox. */
export function listTakeovers(db: Database<TakeoverDb>, by: By): Promise<Takeover[]> {
  return select(db, sql<SqlBool>`t.owner_id = ${by.id}`)
}

export async function readTakeover(db: Database<TakeoverDb>, by: By, id: string): Promise<Takeover> {
  const [found] = await select(db, sql<SqlBool>`t.id = ${id} and t.owner_id = ${by.id}`)
  if (!found) throw missing()
  return found
}

/** Locks one of the own ones and gives it back as it is. */
export async function lockTakeover(tx: Tx<TakeoverDb>, by: By, id: string): Promise<Takeover> {
  await sql`select 1 from takeover where id = ${id} and owner_id = ${by.id} for update`.execute(tx)
  return readTakeover(tx, by, id)
}

/** Lets its owner's screens ask again. */
export function tellOfTakeover(tx: Tx<TakeoverDb>, by: By, id: string): Promise<void> {
  return announce(tx, by, { kind: 'takeover', id, action: 'takeover.changed', readers: [by.id] })
}

/** One word for many: whoever has such records on the screen asks again for what they may see. */
export async function tellOfRecords(tx: Tx<TakeoverDb>, by: By): Promise<void> {
  for (const kind of ['appointment', 'task', 'history'])
    await announce(tx, by, { kind, id: '*', action: `${kind}.changed`, readers: 'everyone' })
}

async function select(db: Database<TakeoverDb>, which: RawBuilder<SqlBool>): Promise<Takeover[]> {
  const { rows } = await sql<Row>`
    select t.id, t.account_id, a.name as account_name, t.areas, coalesce((
        select jsonb_agg(jsonb_build_object('id', c.id, 'area', c.area, 'name', c.name, 'offered', n.offered, 'known', n.known) order by c.main desc, lower(c.name), c.id)
        from groupware_collection c cross join lateral (
          select count(*) filter (where i.skipped is null) as offered, count(*) filter (where i.skipped = 'known') as known
          from takeover_item i where i.takeover_id = t.id and i.collection_id = c.id) n
        where c.id = any(t.sources) and c.area = any(t.areas)), '[]') as sources,
      case when a.kind = 'file' then array(select distinct c.name from groupware_collection c
        where c.id = any(t.sources) order by 1) else '{}' end as files, t.refresh, t.series, t.since, t.until, t.step, t.state, t.listed,
      t.truncated, t.refreshed, t.fault, t.job_id, t.run_id, t.created_at, coalesce(j.state in ('queued', 'running'), false) as busy
    from takeover t join groupware_account a on a.id = t.account_id left join job j on j.id = t.job_id
    where ${which} order by t.id desc limit 20`.execute(db)
  const counts = await countsOf(
    db,
    rows.map(({ id }) => id),
  )
  return rows.map((row) => ({ ...row, counts: counts.get(row.id) ?? noCounts() }))
}

const NONE: AreaCounts = {
  offered: 0,
  chosen: 0,
  assigned: 0,
  skipped: 0,
  imported: 0,
  known: 0,
  waiting: 0,
  failed: 0,
  undone: 0,
}
const noCounts = (): Takeover['counts'] => ({ mail: NONE, task: NONE, appointment: NONE })

async function countsOf(
  db: Database<TakeoverDb>,
  ids: readonly string[],
): Promise<Map<string, Takeover['counts']>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<AreaCounts & { id: string; area: TakeoverArea }>`
    select takeover_id as id, area, count(*) filter (where skipped is null) as offered,
      count(*) filter (where skipped is null and chosen) as chosen,
      count(*) filter (where skipped is null and chosen
        and coalesce(contact_id, opportunity_id, event_id, project_id) is not null) as assigned,
      count(*) filter (where skipped is not null) as skipped,
      count(*) filter (where result in ('imported', 'linked')) as imported,
      count(*) filter (where result = 'known') as known, count(*) filter (where result = 'waiting') as waiting,
      count(*) filter (where result = 'failed') as failed, count(*) filter (where result = 'undone') as undone
    from takeover_item where takeover_id = any(${[...ids]}::uuid[]) group by 1, 2`.execute(db)
  const counts = new Map<string, Takeover['counts']>()
  for (const id of ids) {
    const own = rows.filter((row) => row.id === id)
    const entries = TAKEOVER_AREAS.map((area) => {
      const { id: _, area: __, ...found } = own.find((row) => row.area === area) ?? { ...NONE, id, area }
      return [area, found]
    })
    counts.set(id, Object.fromEntries(entries) as Takeover['counts'])
  }
  return counts
}
