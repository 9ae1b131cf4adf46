import { isSame } from '#kernel/diff.ts'
import { Problem } from '#kernel/problem.ts'
import { mayChange } from '#kernel/rights.ts'
import type { By, Guarded } from '#kernel/rights.ts'
import type { Tx } from '#platform/database.ts'
import type { LeftReason, Reversal, Reverted, UndoKind } from '#platform/record-kinds.ts'

/** A locked record, as it is; its state is what people decide of it and what the journal knows. */
interface Held {
  version: number
  isBinned: boolean
  state: object
}

/** What is done with one record of such a kind. */
interface HeldKind<T, Row extends Held> {
  kind: string
  /** Locks it, as system; throws when it is gone. */
  hold(tx: Tx<T>, id: string): Promise<Row>
  /** Who may change it. */
  guardOf(held: Row): Guarded
  /** Writes another state; gives back the same record when nothing differs. */
  write(tx: Tx<T>, by: By, held: Row, state: Row['state']): Promise<Row>
  /** Moves it into the bin or out of it. */
  put(tx: Tx<T>, by: By, held: Row, to: 'live' | 'bin'): Promise<unknown>
  /** One word after all of them, for whoever has such records on the screen. */
  announce(tx: Tx<T>, by: By): Promise<void>
}

/**
 * How runs are taken back, record by record, from a kind with a state and an `ownerId` in it: what they made goes to
 * the bin, what they changed gets its old values, what they binned comes back.
 */
export function undoHeld<T, Row extends Held>(of: HeldKind<T, Row>): UndoKind<T> {
  return {
    kind: of.kind,
    async revert(tx, by, { reversals }) {
      const answers: Reverted[] = []
      for (const reversal of reversals) answers.push(await revertOne(tx, by, of, reversal))
      await of.announce(tx, by)
      return answers
    },
  }
}

async function revertOne<T, Row extends Held>(
  tx: Tx<T>,
  by: By,
  of: HeldKind<T, Row>,
  reversal: Reversal,
): Promise<Reverted> {
  const held = await of.hold(tx, reversal.id).catch(() => undefined)
  if (!held) return { left: 'gone' }
  const left = whyLeft(by, held, of.guardOf(held), reversal)
  if (left) return { left }
  const to = reversal.was === 'live' ? 'live' : 'bin'
  try {
    const former = Object.fromEntries(reversal.changes.map(({ field, from }) => [field, from]))
    const isChanged = reversal.changes.length > 0
    const changed = isChanged ? await of.write(tx, by, held, { ...held.state, ...former }) : held
    if ((held.isBinned ? 'bin' : 'live') === to) return changed === held ? 'same' : 'changed'
    await of.put(tx, by, changed, to)
    return to === 'bin' ? 'deleted' : 'restored'
  } catch (error) {
    if (error instanceof Problem) return { left: 'refused' }
    throw error
  }
}

function whyLeft(by: By, held: Held, guard: Guarded, { version, changes }: Reversal): LeftReason | undefined {
  // Whoever gave theirs away in the run may take them back.
  const former = changes.find(({ field }) => field === 'ownerId')?.from
  const mayOnce = former === by.id && by.role !== 'guest'
  if (!mayOnce && !mayChange(by, guard)) return 'forbidden'
  const now = new Map(Object.entries(held.state))
  const isAnother = changes.some(({ field, to }) => !isSame(now.get(field), to))
  return version !== null && held.version !== version && (isAnother || changes.length === 0)
    ? 'changed'
    : undefined
}
