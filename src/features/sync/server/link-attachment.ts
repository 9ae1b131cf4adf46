import { sql } from 'kysely'
import { uuids } from '#platform/access.ts'
import type { Attachment } from '#platform/record-kinds.ts'
import { REMOVING } from './pull/gone-here.ts'
import type { SyncDb } from './tables.ts'

/** The cards of a contact: where both have one in an account, that of the contact that goes is taken away there. */
export const linkAttachment: Attachment<SyncDb> = {
  column: 'groupware_link.record_id',
  async move(tx, _by, { from, to }) {
    await sql`
      update groupware_link l set state = 'goneHere', fault = case when l.remote_id is null then null else ${REMOVING} end
      where l.record_kind = 'contact' and l.record_id = ${from} and l.state in ('linked', 'failed', 'timesOnly')
        and exists (select from groupware_link o where o.account_id = l.account_id and o.record_kind = 'contact'
          and o.record_id = ${to} and o.state in ('linked', 'failed', 'timesOnly'))`.execute(tx)
    await sql`
      delete from groupware_link o where o.record_kind = 'contact' and o.record_id = ${to} and o.remote_id is null
        and o.state not in ('linked', 'failed', 'timesOnly') and exists (select from groupware_link l
          where l.account_id = o.account_id and l.record_kind = 'contact' and l.record_id = ${from} and l.state in ('linked', 'failed', 'timesOnly'))`.execute(
      tx,
    )
    const { rows } = await sql<{ id: string }>`
      update groupware_link l set record_id = ${to}, our_version = null
      where l.record_kind = 'contact' and l.record_id = ${from} and l.state in ('linked', 'failed', 'timesOnly')
        and not exists (select from groupware_link o where o.account_id = l.account_id and o.record_kind = 'contact'
          and o.record_id = ${to})
      returning l.id`.execute(tx)
    return rows.map(({ id }) => id)
  },
  async moveBack(tx, _by, { keys, holders, to }) {
    await sql`
      update groupware_link l set record_id = ${to}, our_version = null
      where l.id = any(${uuids(keys)}) and l.record_id = any(${uuids(holders)}) and not exists (
        select from groupware_link o where o.account_id = l.account_id and o.record_kind = 'contact' and o.record_id = ${to})`.execute(
      tx,
    )
  },
}
