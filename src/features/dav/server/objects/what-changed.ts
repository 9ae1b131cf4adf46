import { sql } from 'kysely'
import type { Database } from '#platform/database.ts'
import type { CollectionName } from '../../places.ts'
import type { DavDb } from '../tables.ts'

/** Nothing, these records, or what nobody can tell one by one. */
export type Changed = 'nothing' | 'much' | string[]

/** Kinds of records whose changes name what stands in a collection. */
const NAMED: Record<CollectionName, string[]> = {
  appointments: ['appointment', 'visit', 'contact'],
  tasks: ['task'],
  contacts: ['contact'],
}

/** Kinds after which anything may be another: rights, whole plans. */
const SWEEPING: Record<CollectionName, string[]> = {
  appointments: ['visitPlan', 'user', 'group'],
  tasks: ['user', 'group'],
  contacts: ['user', 'group'],
}

/** More are found quicker by looking at all. */
const MOST = 200

/**
 * Before it nothing is missing from the journal: who has not ended yet began later. To be asked before the state is
 * read, in a statement of its own.
 */
export async function horizon(db: Database<DavDb>): Promise<string> {
  const { rows } = await sql<{ at: string }>`
    select least(clock_timestamp(), (select min(xact_start) from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid())) as at`.execute(db)
  return rows[0]?.at ?? new Date(0).toISOString()
}

/**
 * What the journal says has changed since then. Its ids begin with the clock of whoever wrote them (UUID 7), which may
 * go a little after that of the database.
 */
export async function whatChanged(
  db: Database<DavDb>,
  collection: CollectionName,
  since: string,
): Promise<Changed> {
  const from = firstId(Date.parse(since) - CLOCKS_DIFFER)
  const kinds = [...NAMED[collection], ...SWEEPING[collection]]
  const { rows } = await sql<{ kind: string; action: string; recordId: string }>`
    select distinct kind, action, record_id from (
      select j.kind, j.action, j.record_id from unnest(${kinds}::text[]) k(kind),
      lateral (select kind, action, record_id from journal where kind = k.kind and id >= ${from}::uuid
        order by id desc limit ${MOST * 2}) j) found
    limit ${MOST + 1}`.execute(db)
  if (rows.length === 0) return 'nothing'
  const sweeping = new Set(SWEEPING[collection])
  const isMuch = rows.some(({ kind, action }) => sweeping.has(kind) || /erased|merged/.test(action))
  return isMuch || rows.length > MOST ? 'much' : [...new Set(rows.map(({ recordId }) => recordId))]
}

const CLOCKS_DIFFER = 10_000

/** The first UUID 7 of a millisecond (RFC 9562, 5.7). */
function firstId(at: number): string {
  const hex = Math.max(0, Math.floor(at)).toString(16).padStart(12, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8)}-0000-0000-000000000000`
}
