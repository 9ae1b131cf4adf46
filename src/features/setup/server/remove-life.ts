import { sql } from 'kysely'
import { deleteAppointment, eraseAppointment } from '#features/appointments/server/delete-appointment.ts'
import { deleteTask, eraseTask } from '#features/tasks/server/delete-task.ts'
import { deletePlan, erasePlan } from '#features/visits/server/plans/save-plan.ts'
import { deleteAbsence } from '#features/workdays/server/absences.ts'
import type { By } from '#kernel/rights.ts'
import { uuids } from '#platform/access.ts'
import type { Tx } from '#platform/database.ts'
import type { Life } from './sample-life.ts'
import type { SetupDb } from './tables.ts'

/**
 * Takes out what the sample firm had to do. What nobody touched since is erased, the rest goes to the bin; an absence that
 * somebody made theirs stays.
 */
export async function removeLife(
  tx: Tx<SetupDb>,
  by: By,
  life: Life,
  cameBy: string | undefined,
): Promise<void> {
  const runs = [...life.runs, ...(cameBy === undefined ? [] : [cameBy])]
  const each = async (kind: Kind, ids: readonly string[], { bin, erase }: Ways) => {
    for (const { id, touched, inBin } of await standing(tx, kind, ids, runs)) {
      if (touched && !inBin) await bin(id)
      else await erase(id, inBin)
    }
  }
  await each('task', life.tasks, {
    bin: (id) => deleteTask(tx, by, { id }),
    erase: (id) => eraseTask(tx, by, id),
  })
  await each('appointment', life.appointments, {
    bin: (id) => deleteAppointment(tx, by, { id }),
    erase: (id) => eraseAppointment(tx, by, id),
  })
  await each('visitPlan', life.plans, {
    bin: (id) => deletePlan(tx, by, { id }),
    erase: async (id, inBin) => {
      if (!inBin) await deletePlan(tx, by, { id })
      await erasePlan(tx, by, id)
    },
  })
  await each('absence', life.absences, {
    bin: () => Promise.resolve(),
    erase: (id) => deleteAbsence(tx, by, id),
  })
  await sql`delete from run where id = any(${uuids(life.runs)})`.execute(tx)
}

type Kind = 'task' | 'appointment' | 'visitPlan' | 'absence'

interface Ways {
  bin(id: string): Promise<void>
  erase(id: string, inBin: boolean): Promise<void>
}

const TABLES = {
  task: 'task',
  appointment: 'appointment',
  visitPlan: 'visit_plan',
  absence: 'absence',
} as const

/**
 * Which of these records are still there, and whether somebody touched them (as system): the journal knows of a change
 * that neither the sample nor Kontor by itself made, to the record or to a visit of the plan.
 */
async function standing(
  tx: Tx<SetupDb>,
  kind: Kind,
  ids: readonly string[],
  runs: readonly string[],
): Promise<{ id: string; touched: boolean; inBin: boolean }[]> {
  const inBin = kind === 'absence' ? sql`false` : sql`r.deleted_at is not null`
  const visits =
    kind === 'visitPlan' ? sql`or j.record_id in (select id from visit where plan_id = r.id)` : sql``
  const { rows } = await sql<{ id: string; touched: boolean; inBin: boolean }>`
    select r.id, ${inBin} as in_bin, exists (
      select 1 from journal j where (j.record_id = r.id ${visits}) and j.via <> 'system'
        and (j.run_id is null or j.run_id <> all(${uuids(runs)}))) as touched
    from ${sql.table(TABLES[kind])} r where r.id = any(${uuids(ids)}) order by r.id for update`.execute(tx)
  return rows
}
