import { isSame } from './diff.ts'
import { Problem, missing } from './problem.ts'
import { abilities, mayChange, mayRead } from './rights.ts'
import type { By, Guarded, Visibility } from './rights.ts'

// The rights of records that somebody is responsible for: opportunities, events, projects.

/** What decides who sees such a record. */
export interface Owned {
  visibility: Visibility
  /** Who is on its list, besides. */
  access: readonly string[]
  ownerId: string
  createdBy: string | null
}

/** Who sees and who changes it: those on its list, its owner, its creator, and the team that works on it. */
export function guardOfOwned(owned: Owned, team: readonly string[] = []): Guarded {
  const { visibility, access, ownerId, createdBy } = owned
  const managers = [...access, ...team, ownerId, ...(createdBy ? [createdBy] : [])]
  return { visibility, managers: [...new Set(managers)] }
}

/** What a screen may offer for it. */
export function abilitiesOfOwned(
  by: By,
  owned: Owned,
  team?: readonly string[],
): ('change' | 'delete' | 'access')[] {
  const able = abilities(by, guardOfOwned(owned, team))
  return able.length > 0 && maySetAccess(by, owned) ? [...able, 'access'] : able
}

/** Who sees it is for its creator and its owner to say, and for administrators. */
function maySetAccess(by: By, { createdBy, ownerId }: Owned): boolean {
  return by.role === 'admin' || createdBy === by.id || ownerId === by.id
}

interface AccessChange {
  visibility?: Visibility | undefined
  access?: readonly string[] | undefined
}

/** Refuses to let others say who sees it. */
export function demandAccess(by: By, before: Owned, { visibility, access }: AccessChange): void {
  const differs =
    (visibility !== undefined && visibility !== before.visibility) ||
    (access !== undefined && !isSame(access.toSorted(), before.access.toSorted()))
  if (differs && !maySetAccess(by, before))
    throw new Problem('forbidden', 'forbidden', 'Only its creator and its owner say who sees it.')
}

interface Asked {
  /** What it is called. */
  what: string
  where: 'live' | 'bin'
  ifMatch?: number | undefined
}

/** Refuses whoever may not see or change a locked record, and whoever knows it only as it was. */
export function demandChange(
  by: By,
  held: { version: number; isBinned: boolean },
  guard: Guarded,
  { what, where, ifMatch }: Asked,
): void {
  if (by.role === 'guest' || !mayRead(by, guard) || held.isBinned !== (where === 'bin')) throw missing()
  if (!mayChange(by, guard)) throw new Problem('forbidden', 'forbidden', `You may not change this ${what}.`)
  if (ifMatch !== undefined && ifMatch !== held.version)
    throw new Problem('stale', 'stale', `Somebody else changed this ${what} in the meantime.`)
}
