import { sql } from 'kysely'
import type { By } from '#kernel/rights.ts'
import type { Database } from '#platform/database.ts'
import type { CollectionName } from '../places.ts'
import type { Resource } from './collection.ts'
import type { DavDb } from './tables.ts'

/** The object of this name; undefined when there is none (any more). */
export async function findResource(
  db: Database<DavDb>,
  by: By,
  collection: CollectionName,
  name: string,
): Promise<Resource | undefined> {
  const [found] = await findResources(db, by, collection, [name])
  return found
}

/** The objects of these names, as far as they are there. */
export async function findResources(
  db: Database<DavDb>,
  by: By,
  collection: CollectionName,
  names: readonly string[],
): Promise<Resource[]> {
  return live(db, by, collection)
    .where('name', '=', sql<string>`any(${[...names]}::text[])`)
    .execute()
}

/** The objects of these records. */
export async function resourcesOf(
  db: Database<DavDb>,
  by: By,
  collection: CollectionName,
  recordIds: readonly string[],
): Promise<Resource[]> {
  return live(db, by, collection)
    .where('recordId', '=', sql<string>`any(${[...recordIds]}::uuid[])`)
    .orderBy('sequence')
    .execute()
}

/** Objects in the order of their last change, without what programs wrote; `after` goes on behind a page. */
export async function listResources(
  db: Database<DavDb>,
  by: By,
  collection: CollectionName,
  { after = 0, most }: { after?: number; most: number },
): Promise<Pick<Resource, 'name' | 'sequence' | 'recordId' | 'recordKind'>[]> {
  return db
    .selectFrom('davResource')
    .select(['name', 'sequence', 'recordId', 'recordKind'])
    .where('userId', '=', by.id)
    .where('collection', '=', collection)
    .where('gone', '=', false)
    .where('sequence', '>', after)
    .orderBy('sequence')
    .limit(most)
    .execute()
}

function live(db: Database<DavDb>, by: By, collection: CollectionName) {
  return db
    .selectFrom('davResource')
    .selectAll()
    .where('userId', '=', by.id)
    .where('collection', '=', collection)
    .where('gone', '=', false)
}

/** The mark of an object's state that programs compare: a strong one, no two states of a collection share it. */
export function etagOf({ sequence }: { sequence: number }): string {
  return `"${sequence}"`
}
