import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { By } from '#kernel/rights.ts'
import { uuids } from '#platform/access.ts'
import type { Database, Tx } from '#platform/database.ts'
import type { TakeoverArea } from '../takeover.ts'
import type { TakeoverDb } from './tables.ts'

export interface Here {
  uid: string
  kind: string
  id: string
}

/** What of a file is a record of the caller's already, wherever that came from: by its UID, or because it went out from here. */
export async function knownHere(
  db: Database<TakeoverDb>,
  by: By,
  { area, uids }: { area: Exclude<TakeoverArea, 'mail'>; uids: readonly string[] },
): Promise<Here[]> {
  const { rows } = await (area === 'task' ? tasks(by, uids) : appointments(by, uids)).execute(db)
  return rows.flatMap(({ uid, ...record }) =>
    uid === null
      ? uids.filter((one) => ownId(one) === record.id).map((one) => ({ ...record, uid: one }))
      : [{ ...record, uid }],
  )
}

type Row = Omit<Here, 'uid'> & { uid: string | null }

function appointments(by: By, uids: readonly string[]): RawBuilder<Row> {
  return sql<Row>`
    select uid, 'appointment' as kind, id from appointment
    where uid = any(${[...uids]}::text[]) and organizer_id = ${by.id} and deleted_at is null
    union all select null, 'visit', id from visit
    where id = any(${uuids(ownIds(uids))}) and assignee_id = ${by.id}`
}

function tasks(by: By, uids: readonly string[]): RawBuilder<Row> {
  return sql<Row>`
    select null as uid, 'task' as kind, id from task
    where id = any(${uuids(ownIds(uids))}) and assignee_id = ${by.id} and deleted_at is null`
}

const OWN = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:\.todo)?@kontor$/

const ownId = (uid: string): string | undefined => OWN.exec(uid)?.[1]
const ownIds = (uids: readonly string[]): string[] => uids.flatMap((uid) => ownId(uid) ?? [])

/** What came in by a file and is in the bin now may come in once more. */
export async function forgetBinned(tx: Tx<TakeoverDb>, accountId: string): Promise<void> {
  await sql`
    delete from groupware_link l where l.account_id = ${accountId} and not exists (
      select from appointment r where l.record_kind = 'appointment' and r.id = l.record_id and r.deleted_at is null
      union all select from task r where l.record_kind = 'task' and r.id = l.record_id and r.deleted_at is null)`.execute(
    tx,
  )
}
