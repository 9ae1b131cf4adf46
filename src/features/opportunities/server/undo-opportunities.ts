import { isSame } from '#kernel/diff.ts'
import { Problem } from '#kernel/problem.ts'
import { mayChange } from '#kernel/rights.ts'
import type { By } from '#kernel/rights.ts'
import type { Tx } from '#platform/database.ts'
import type { LeftReason, Reversal, Reverted, UndoKind } from '#platform/record-kinds.ts'
import { stageFor } from './check-opportunity.ts'
import { putOpportunity } from './delete-opportunity.ts'
import { guardOf, holdOpportunity } from './opportunity-state.ts'
import type { HeldOpportunity, OpportunityState } from './opportunity-state.ts'
import type { OpportunitiesDb } from './tables.ts'
import { announceOpportunities } from './tell.ts'
import { writeState } from './write-opportunity.ts'

/** How runs are taken back from opportunities: what they changed gets its old values, what they binned comes back. */
export const opportunityUndo: UndoKind<OpportunitiesDb> = {
  kind: 'opportunity',
  async revert(tx, by, { reversals }) {
    const answers: Reverted[] = []
    for (const reversal of reversals) answers.push(await revertOne(tx, by, reversal))
    await announceOpportunities(tx, by)
    return answers
  },
}

async function revertOne(tx: Tx<OpportunitiesDb>, by: By, reversal: Reversal): Promise<Reverted> {
  const held = await holdOpportunity(tx, reversal.id).catch(() => undefined)
  if (!held) return { left: 'gone' }
  const left = whyLeft(by, held, reversal)
  if (left) return { left }
  const to = reversal.was === 'live' ? 'live' : 'bin'
  try {
    const changed = await giveBack(tx, by, held, reversal)
    if ((held.isBinned ? 'bin' : 'live') === to) return changed === held ? 'same' : 'changed'
    await putOpportunity(tx, by, changed, to)
    return to === 'bin' ? 'deleted' : 'restored'
  } catch (error) {
    if (error instanceof Problem) return { left: 'refused' }
    throw error
  }
}

function whyLeft(by: By, held: HeldOpportunity, { version, changes }: Reversal): LeftReason | undefined {
  // Whoever gave theirs away in the run may take them back.
  const former = changes.find(({ field }) => field === 'ownerId')?.from
  const mayOnce = former === by.id && by.role !== 'guest'
  if (!mayOnce && !mayChange(by, guardOf(held))) return 'forbidden'
  const isAnother = changes.some(
    (change) => !isSame(held.state[change.field as keyof OpportunityState], change.to),
  )
  return version !== null && held.version !== version && (isAnother || changes.length === 0)
    ? 'changed'
    : undefined
}

async function giveBack(
  tx: Tx<OpportunitiesDb>,
  by: By,
  held: HeldOpportunity,
  { changes }: Reversal,
): Promise<HeldOpportunity> {
  if (changes.length === 0) return held
  const former = Object.fromEntries(
    changes.map(({ field, from }) => [field, from]),
  ) as Partial<OpportunityState>
  if (former.stageId !== undefined) await stageFor(tx, { stageId: former.stageId })
  return writeState(tx, by, held, { ...held.state, ...former })
}
