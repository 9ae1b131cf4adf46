import { sql } from 'kysely'
import { targetsOf } from '#features/contacts/server/bulk/targets.ts'
import { queued } from '#features/runs/run.ts'
import type { StartedJob } from '#features/runs/run.ts'
import { openRun } from '#features/runs/server/open-run.ts'
import { Problem } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import type { Tx } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { forContactsTitle } from '../../task-bulk.ts'
import type { TasksForContacts } from '../../task-bulk.ts'
import { checkTask } from '../check-task.ts'
import { newState } from '../create-task.ts'
import type { TaskState } from '../task-state.ts'
import type { TasksDb } from '../tables.ts'

export const FOR_CONTACTS_JOB = 'tasks.for-contacts'

export interface ForContactsInput {
  state: TaskState
  notify: boolean
  title: string
}

/** Starts to make the same task for each of many contacts `by` sees, as one run that can be taken back. */
export async function startForContacts(
  tx: Tx<TasksDb>,
  by: By,
  { house, body }: { house: House; body: TasksForContacts },
): Promise<StartedJob> {
  const { task } = body
  await checkTask(tx, by, task)
  const state = await newState(tx, by, task)
  const targets = await targetsOf(tx as never, by, body)
  const { rows } = await sql<{ n: number }>`select count(*) as n from contact r where ${targets}`.execute(tx)
  const total = rows[0]?.n ?? 0
  if (total === 0)
    throw new Problem('conflict', 'bulk.nothing', 'There is no such contact, or you may not see it.')
  const title = forContactsTitle(task.title, total, by.language)
  const input: ForContactsInput = { state, notify: task.notify !== false, title }
  const id = await house.jobs.start(tx as never, by, { kind: FOR_CONTACTS_JOB, title, input })
  await openRun(tx, by, { id, kind: 'bulk', title, jobId: id })
  await sql`
    insert into run_target (run_id, record_id) select ${id}::uuid, r.id from contact r where ${targets}`.execute(
    tx,
  )
  return queued({ id, kind: FOR_CONTACTS_JOB, title }, total)
}
