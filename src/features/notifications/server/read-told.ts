import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { Language } from '#kernel/rights.ts'
import type { Tx } from '#platform/database.ts'
import type { Told } from '../wording.ts'
import type { NotificationsDb } from './tables.ts'

/** A notification on its way out of the house, and who it is for. */
export interface ToldTo extends Told {
  id: string
  recordId: string
  occurrence: string | null
  reader: { name: string; email: string; language: Language; preferences: Record<string, unknown> }
}

/** Reads notifications as system, as far as their users are active. */
export async function readTold(tx: Tx<NotificationsDb>, ids: RawBuilder<string[]>): Promise<ToldTo[]> {
  const { rows } = await sql<ToldTo>`
    select n.id, n.kind, n.title, n.text, n.due, n.late, n.occurrence, n.record_kind, n.record_id,
      nullif(b.name, '') as by_name,
      jsonb_build_object('name', u.name, 'email', u.email, 'language', u.language, 'preferences', u.preferences)
        as reader
    from notification n
    join app_user u on u.id = n.user_id and u.deactivated_at is null
    left join app_user b on b.id = n.by_id
    where n.id = any(${ids}) order by n.id`.execute(tx)
  return rows
}
