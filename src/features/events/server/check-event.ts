import { checkAccess, checkOwner } from '#features/users/server/check-people.ts'
import type { Database } from '#platform/database.ts'
import type { EventState } from './event-state.ts'

type Named = Partial<Pick<EventState, 'ownerId' | 'access'>>

/** Who is newly named has to be there; who was named before need not be any more. */
export async function checkNames<T>(db: Database<T>, named: Named, before?: Named): Promise<void> {
  const { ownerId, access = [] } = named
  if (ownerId && ownerId !== before?.ownerId) await checkOwner(db, ownerId)
  await checkAccess(
    db,
    access.filter((id) => !before?.access?.includes(id)),
  )
}
