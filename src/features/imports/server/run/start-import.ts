import { sql } from 'kysely'
import type { z } from 'zod'
import { Problem, invalid } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import type { Tx } from '#platform/database.ts'
import { json } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { openRun } from '#features/runs/server/open-run.ts'
import type { Counts, ImportRun, importJob } from '../../import.ts'
import { readTarget } from '../../target.ts'
import type { Mapping } from '../../target.ts'
import { changeImport, completeMapping } from '../create-import.ts'
import { fileOf, findImport, readFields } from '../read-imports.ts'
import type { ImportWithJob } from '../read-imports.ts'
import { rememberMapping } from '../remember-mapping.ts'
import type { ImportsDb } from '../tables.ts'

export const IMPORT_JOB = 'import.contacts'

/**
 * Starts the run of an import as a job. After a dry run it begins anew; after a cancelled or failed run it goes on
 * where that one ended.
 */
export async function startImport(
  tx: Tx<ImportsDb>,
  by: By,
  { house, id, run }: { house: Pick<House, 'jobs' | 'files'>; id: string; run: ImportRun },
): Promise<z.infer<typeof importJob>> {
  await sql`select 1 from import where id = ${id} for update`.execute(tx)
  if (run.dialect) await changeImport(tx, by, { files: house.files, id, change: { dialect: run.dialect } })
  const before = await findImport(tx, by, id)
  refuseSecondRun(before)
  fileOf(before)
  const mapping = run.mapping ? completeMapping(run.mapping, before.columns) : before.mapping
  await checkMapping(tx, mapping)
  const { duplicates, possible, onlyEmpty, defaults, dryRun, origin = before.origin } = run
  const goesOn = before.options !== null && !before.options.dryRun && !dryRun
  // What was corrected after a dry run comes in as it is now.
  if (!goesOn)
    await tx.deleteFrom('importRow').where('importId', '=', id).where('corrected', '=', false).execute()
  const jobId = await house.jobs.start(tx as never, by, {
    kind: IMPORT_JOB,
    title: before.fileName,
    input: { importId: id },
  })
  if (!dryRun) {
    await openRun(tx, by, { id, kind: 'import', title: before.fileName, jobId })
    await rememberMapping(tx, by, { columns: before.columns, mapping })
  }
  await tx
    .updateTable('import')
    .set({
      mapping: json(mapping),
      options: json({ duplicates, possible, onlyEmpty, defaults, dryRun }),
      origin: origin === null ? null : json(origin),
      jobId,
      updatedAt: sql<string>`now()`,
      version: before.version + 1,
      ...(goesOn ? {} : { doneTo: 0, ...NOTHING }),
    })
    .where('id', '=', id)
    .execute()
  return {
    id: jobId,
    kind: IMPORT_JOB,
    title: before.fileName,
    state: 'queued',
    done: 0,
    total: before.rowEstimate,
    result: null,
    error: null,
  }
}

const NOTHING: Counts = { created: 0, updated: 0, skipped: 0, failed: 0, held: 0, possible: 0 }

function refuseSecondRun({ jobState, options }: ImportWithJob): void {
  if (jobState === 'queued' || jobState === 'running') {
    throw new Problem('conflict', 'import.running', 'This import is running already.')
  }
  if (jobState === 'done' && !options?.dryRun) {
    throw new Problem('conflict', 'import.done', 'This import is done. Bring the file in again to repeat it.')
  }
}

async function checkMapping(tx: Tx<ImportsDb>, mapping: Mapping): Promise<void> {
  const keys = new Set((await readFields(tx)).map((field) => field.key))
  const targets = Object.entries(mapping).flatMap(([index, text]) => {
    const target = text === null ? undefined : readTarget(text)
    return target ? [{ index, target }] : []
  })
  for (const { index, target } of targets) {
    if (target.to === 'custom' && !keys.has(target.key))
      throw invalid(`mapping.${index}`, 'unknown_field', 'There is no such custom field.')
  }
  if (!targets.some(({ target }) => target.to !== 'label' && target.to !== 'custom')) {
    throw invalid('mapping', 'required', 'Say of at least one column where it goes.')
  }
}
