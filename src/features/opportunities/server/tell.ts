import { notify } from '#features/notifications/server/notify.ts'
import { readersOf } from '#kernel/rights.ts'
import type { By } from '#kernel/rights.ts'
import type { Tx } from '#platform/database.ts'
import { announce, record } from '#platform/journal.ts'
import type { FieldChange } from '#platform/journal.ts'
import { guardOf } from './opportunity-state.ts'
import type { HeldOpportunity } from './opportunity-state.ts'
import type { OpportunitiesDb } from './tables.ts'

interface What {
  opportunity: HeldOpportunity
  before?: HeldOpportunity
  diff?: FieldChange[]
}

/** Writes down what happened to an opportunity; whoever could see it before or can now hears of it. */
export async function tell(
  tx: Tx<OpportunitiesDb>,
  by: By,
  verb: 'created' | 'changed' | 'deleted' | 'restored',
  { opportunity, before = opportunity, diff = [] }: What,
): Promise<void> {
  const readers = [before, opportunity].flatMap((one) => readersOf(guardOf(one)))
  await record(tx, by, {
    action: `opportunity.${verb}`,
    kind: 'opportunity',
    id: opportunity.id,
    title: opportunity.state.title,
    diff,
    version: opportunity.version,
    readers: [...new Set(readers)],
  })
}

/** Tells whose it is now, and who was put on its list; a run of many says so once at its end instead. */
export async function tellPeople(
  tx: Tx<OpportunitiesDb>,
  by: By,
  { id, state }: HeldOpportunity,
  before?: HeldOpportunity,
): Promise<void> {
  if (by.runId !== undefined) return
  const isOwned = state.ownerId !== before?.state.ownerId
  const listed = state.access.filter((one) => !before?.state.access.includes(one))
  const users = [...new Set([...(isOwned ? [state.ownerId] : []), ...listed])]
  const named = { kind: 'opportunity', id, title: state.title }
  await notify(tx, by, { users, kind: 'manager', record: named, text: state.description })
}

/** One word for many: whoever has the list or the board open asks again for what they may see. */
export function announceOpportunities<T>(tx: Tx<T>, by: By): Promise<void> {
  return announce(tx, by, {
    kind: 'opportunity',
    id: '*',
    action: 'opportunity.changed',
    readers: 'everyone',
  })
}
