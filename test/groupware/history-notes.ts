import { textOf } from '#features/sync/item-fields.ts'
import type { SyncDb } from '#features/sync/server/tables.ts'
import type { Database, Tx } from '#platform/database.ts'
import type { Standing, Thing } from './things.ts'

const TRACKED = ['title', 'place', 'lastName', 'position', 'picture']

/** Remembers what somebody wrote into a thing, and which value they saw when they wrote over it. */
export function note(thing: Thing, before: Record<string, unknown>, change: Record<string, unknown>): void {
  for (const field of TRACKED) {
    if (!(field in change)) continue
    const [written, known] = [
      thing.written.get(field) ?? new Set<string>(),
      thing.known.get(field) ?? new Set<string>(),
    ]
    const value = textOf(change[field])
    thing.written.set(field, value === '' ? written : written.add(value))
    thing.known.set(field, known.add(textOf(before[field])))
  }
}

/** Somebody does something here, as the actions do it. */
export function act(standing: Standing, work: (tx: Tx<SyncDb>) => Promise<void>): Promise<void> {
  return (standing.app.house.db as unknown as Database<SyncDb>).transaction().execute(work)
}
