import { sql } from 'kysely'
import type { SyncArea } from '#kernel/groupware/area.ts'
import { transaction } from '#platform/database.ts'
import { absorb } from './absorb.ts'
import { LIVE_STATES, readLink } from './links.ts'
import { isoOf, storeOf } from './run.ts'
import type { Run } from './run.ts'

const BATCH = 100

/**
 * Brings nothing but the times of what was taken over up to date: asks for those items by name that are not over, makes
 * nothing, removes nothing, writes nothing there.
 */
export async function refreshTimes(run: Run, area: SyncArea): Promise<void> {
  for (let after = ''; ;) {
    run.signal.throwIfAborted()
    const { rows } = await sql<{ id: string; remoteId: string; etag: string | null; place: string }>`
      select l.id, l.remote_id, l.etag, c.remote_id as place
      from groupware_link l join groupware_collection c on c.id = l.collection_id
      where l.account_id = ${run.account.id} and l.area = ${area} and l.remote_id is not null
        and l.state = any(${[...LIVE_STATES]}) and (l.agreed ->> 'rrule' is not null or l.agreed ->> 'end' is null
          or l.agreed ->> 'end' >= ${isoOf(run.now).slice(0, 10)})
        ${after === '' ? sql`` : sql`and l.id > ${after}::uuid`}
      order by l.id limit ${BATCH}`.execute(run.db)
    const places = Map.groupBy(rows, ({ place }) => place)
    for (const [remoteId, links] of places) {
      const found = await storeOf(run, area, { remoteId }).get(links.map((link) => link.remoteId))
      const byId = new Map(found.map((remote) => [remote.id, remote]))
      for (const { id, remoteId: of, etag } of links) {
        const remote = byId.get(of)
        if (!remote || remote.etag === etag) continue
        await transaction(run.db, async (tx) => {
          const link = await readLink(tx, id)
          if (link) await absorb(tx, run, { link: { ...link, state: 'timesOnly' }, remote })
        })
      }
    }
    if (rows.length < BATCH) return
    after = rows.at(-1)?.id ?? ''
  }
}
