import { undoHeld } from '#features/runs/server/undo-held.ts'
import { stageFor } from './check-opportunity.ts'
import { putOpportunity } from './delete-opportunity.ts'
import { guardOf, holdOpportunity } from './opportunity-state.ts'
import type { HeldOpportunity } from './opportunity-state.ts'
import type { OpportunitiesDb } from './tables.ts'
import { announceOpportunities } from './tell.ts'
import { writeState } from './write-opportunity.ts'

/** How runs are taken back from opportunities: what they changed gets its old values, what they binned comes back. */
export const opportunityUndo = undoHeld<OpportunitiesDb, HeldOpportunity>({
  kind: 'opportunity',
  hold: holdOpportunity,
  guardOf,
  async write(tx, by, held, state) {
    // The stage it came from may be gone since.
    if (state.stageId !== held.state.stageId) await stageFor(tx, { stageId: state.stageId })
    return writeState(tx, by, held, state)
  },
  put: putOpportunity,
  announce: announceOpportunities,
})
