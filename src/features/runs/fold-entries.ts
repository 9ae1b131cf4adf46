import { isSame } from '#kernel/diff.ts'
import type { Change } from '#kernel/diff.ts'

/** One line of the journal, as far as an undo needs it. */
export interface RunEntry {
  recordId: string
  kind: string
  action: string
  title: string
  diff: readonly { field: string; from?: unknown; to?: unknown }[]
  version: number | null
  at: string
}

/** All a run did to one record, as one step. */
export interface Step {
  id: string
  kind: string
  title: string
  was: 'none' | 'live' | 'bin'
  changes: Change[]
  version: number | null
  at: string
}

/**
 * The entries of a run, in their order, as one step a record: from where it was before the first of them to where the
 * last one left it. What was changed and changed back is no change; what the run itself made has no fields from before.
 */
export function foldEntries(entries: readonly RunEntry[]): Step[] {
  const steps = new Map<string, Step>()
  for (const entry of entries) {
    const { recordId: id, kind, title, at } = entry
    const step = steps.get(id) ?? { id, kind, title, was: placeBefore(entry), changes: [], version: null, at }
    steps.set(id, { ...step, title, at, version: entry.version, changes: follow(step, entry) })
  }
  return [...steps.values()].map((step) => ({
    ...step,
    changes: step.changes.filter(({ from, to }) => !isSame(from, to)),
  }))
}

function placeBefore({ action }: RunEntry): Step['was'] {
  if (action.endsWith('.created')) return 'none'
  return action.endsWith('.restored') ? 'bin' : 'live'
}

function follow({ was, changes }: Step, { diff }: RunEntry): Change[] {
  if (was === 'none') return []
  const known = new Map(changes.map((change) => [change.field, change]))
  for (const { field, from = null, to = null } of diff) {
    known.set(field, { field, from: known.has(field) ? known.get(field)?.from : from, to })
  }
  return [...known.values()]
}
