import type { By } from '#kernel/rights.ts'
import { transaction } from '#platform/database.ts'
import type { Database } from '#platform/database.ts'
import type { Place } from '../../places.ts'
import { lockCollection, noteChanges } from '../collection.ts'
import { findResource } from '../resources.ts'
import type { DavDb } from '../tables.ts'

/**
 * After a change that somebody may not make, the object is another for their programs: many have made the change on their
 * side already, or have thrown the object away, and fetch only what the server says is another.
 */
export async function showAgain(
  db: Database<DavDb>,
  by: By,
  { collection: kind, name }: Extract<Place, { kind: 'object' }>,
): Promise<void> {
  await transaction(db, async (tx) => {
    const collection = await lockCollection(tx, by, kind)
    const resource = await findResource(tx, by, kind, name)
    if (!resource) return
    const { userId, recordId } = resource
    await tx
      .updateTable('davResource')
      .set({ mark: '' })
      .where('userId', '=', userId)
      .where('collection', '=', kind)
      .where('recordId', '=', recordId)
      .execute()
    await noteChanges(tx, by, collection, { only: [recordId] })
  })
}
