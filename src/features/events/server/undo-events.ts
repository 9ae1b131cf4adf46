import { isSame } from '#kernel/diff.ts'
import { Problem } from '#kernel/problem.ts'
import { mayChange } from '#kernel/rights.ts'
import type { By } from '#kernel/rights.ts'
import type { Tx } from '#platform/database.ts'
import type { LeftReason, Reversal, Reverted, UndoKind } from '#platform/record-kinds.ts'
import { putEvent } from './delete-event.ts'
import { guardOf, holdEvent } from './event-state.ts'
import type { HeldEvent, EventState } from './event-state.ts'
import type { EventsDb } from './tables.ts'
import { announceEvents } from './tell.ts'
import { writeState } from './write-event.ts'

/** How runs are taken back from events: what they changed gets its old values, what they binned comes back. */
export const eventUndo: UndoKind<EventsDb> = {
  kind: 'event',
  async revert(tx, by, { reversals }) {
    const answers: Reverted[] = []
    for (const reversal of reversals) answers.push(await revertOne(tx, by, reversal))
    await announceEvents(tx, by)
    return answers
  },
}

async function revertOne(tx: Tx<EventsDb>, by: By, reversal: Reversal): Promise<Reverted> {
  const held = await holdEvent(tx, reversal.id).catch(() => undefined)
  if (!held) return { left: 'gone' }
  const left = whyLeft(by, held, reversal)
  if (left) return { left }
  const to = reversal.was === 'live' ? 'live' : 'bin'
  try {
    const changed = await giveBack(tx, by, held, reversal)
    if ((held.isBinned ? 'bin' : 'live') === to) return changed === held ? 'same' : 'changed'
    await putEvent(tx, by, changed, to)
    return to === 'bin' ? 'deleted' : 'restored'
  } catch (error) {
    if (error instanceof Problem) return { left: 'refused' }
    throw error
  }
}

function whyLeft(by: By, held: HeldEvent, { version, changes }: Reversal): LeftReason | undefined {
  // Whoever gave theirs away in the run may take them back.
  const former = changes.find(({ field }) => field === 'ownerId')?.from
  const mayOnce = former === by.id && by.role !== 'guest'
  if (!mayOnce && !mayChange(by, guardOf(held))) return 'forbidden'
  const isAnother = changes.some((change) => !isSame(held.state[change.field as keyof EventState], change.to))
  return version !== null && held.version !== version && (isAnother || changes.length === 0)
    ? 'changed'
    : undefined
}

async function giveBack(
  tx: Tx<EventsDb>,
  by: By,
  held: HeldEvent,
  { changes }: Reversal,
): Promise<HeldEvent> {
  if (changes.length === 0) return held
  const former = Object.fromEntries(changes.map(({ field, from }) => [field, from])) as Partial<EventState>
  return writeState(tx, by, held, { ...held.state, ...former })
}
