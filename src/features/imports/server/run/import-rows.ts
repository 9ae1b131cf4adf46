import type { ContactContext } from '#features/contacts/server/contact-state.ts'
import { checkContacts, createContacts } from '#features/contacts/server/create-contacts.ts'
import type { Scale } from '#features/duplicates/score.ts'
import { Problem } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import type { Tx } from '#platform/database.ts'
import type { RunOptions } from '../../import.ts'
import type { Draft } from '../../read-row.ts'
import type { Twins } from './find-twins.ts'
import type { Named } from './find-names.ts'
import { toNew } from './from-draft.ts'
import { newMerges } from './merge-rows.ts'
import { failed } from './outcome.ts'
import type { Outcome } from './outcome.ts'
import { newPending } from './pending.ts'
import type { ImportsDb } from '../tables.ts'

export interface RowRun {
  by: By
  options: RunOptions
  context: ContactContext
  named: Named
  twins: Twins
  scale: Scale
}

/**
 * Brings rows in: each becomes a new contact, a change of its twin, or the reason why neither, in their order. Throws
 * nothing expected.
 */
export async function importRows(
  tx: Tx<ImportsDb>,
  run: RowRun,
  drafts: readonly Draft[],
): Promise<Outcome[]> {
  const outcomes: Outcome[] = []
  const merges = newMerges(tx, run, outcomes)
  let rows = drafts.map((draft, at) => ({ draft, at }))
  while (rows.length > 0) {
    const pending = newPending(run.options, run.scale)
    const fresh: typeof rows = []
    const later: typeof rows = []
    for (const row of rows) {
      const prepared = run.twins.prepared(row.draft)
      await merges.writeFor(row.draft)
      const waits = pending.mayDouble(row.draft, prepared)
      const twin = waits ? undefined : await run.twins.of(row.draft)
      const hits = waits || twin || run.options.possible !== 'hold' ? [] : run.twins.possible(row.draft)
      if (hits.length > 0) {
        outcomes[row.at] = { state: 'held', contactId: null, hits }
        continue
      }
      if (twin && !pending.hasEmployer(row.draft)) {
        await merges.add(row, twin)
        continue
      }
      const line = waits || twin ? later : fresh
      line.push(row)
      pending.add(row.draft, prepared)
    }
    await merges.write()
    const made = await createRows(
      tx,
      run,
      fresh.map((row) => row.draft),
    )
    for (const [at, outcome] of made.entries()) outcomes[fresh[at]?.at ?? 0] = outcome
    rows = later
  }
  return outcomes
}

/** The rows that have no twin, in one go. In a dry run everything is checked and nothing written. */
async function createRows(tx: Tx<ImportsDb>, run: RowRun, drafts: readonly Draft[]): Promise<Outcome[]> {
  const inputs = drafts.map((draft) => refused(() => toNew(draft, run)))
  const good = inputs.filter((input) => !(input instanceof Problem))
  const { by, context, options } = run
  const made = options.dryRun
    ? await checkContacts(tx, by, good, context)
    : await createContacts(tx, by, good, context)
  let next = 0
  return inputs.map((input, at) => {
    const answer = input instanceof Problem ? input : made[next++]
    if (answer instanceof Problem) return failed(answer)
    const contactId = answer ?? null
    const draft = drafts[at]
    const hits = draft ? run.twins.possible(draft) : []
    if (draft) run.twins.add(draft, contactId)
    return { state: 'created', contactId, hits }
  })
}

function refused<T>(read: () => T): T | Problem {
  try {
    return read()
  } catch (error) {
    if (error instanceof Problem) return error
    throw error
  }
}
