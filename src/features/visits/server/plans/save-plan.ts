import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import { readSettings } from '#features/settings/server/settings.ts'
import { diff } from '#kernel/diff.ts'
import { given } from '#kernel/given.ts'
import { invalid } from '#kernel/problem.ts'
import { EVERYONE } from '#kernel/rights.ts'
import type { By } from '#kernel/rights.ts'
import type { Database, Tx } from '#platform/database.ts'
import { json } from '#platform/database.ts'
import { record } from '#platform/journal.ts'
import type { House } from '#platform/house.ts'
import type { VisitPlan, VisitPlanChange, VisitPlanNew } from '../../visit-plan.ts'
import { applyChange } from './apply-plan.ts'
import { demandAssignee } from '../assignees.ts'
import { endChains, reviveChains } from '../chains/end-chains.ts'
import { lockPlan, presentPlans, readPlan, readPlanRow } from './plan-state.ts'
import type { PlanRow } from './plan-state.ts'
import { checkFilter } from './plan-selection.ts'
import type { VisitsDb } from '../tables.ts'

/** All plans, by name. */
export async function listPlans(db: Database<VisitsDb>, by: By): Promise<VisitPlan[]> {
  const rows = await db
    .selectFrom('visitPlan')
    .selectAll()
    .where('deletedAt', 'is', null)
    .orderBy(sql`lower(name)`)
    .orderBy('id')
    .execute()
  return presentPlans(db, by, rows)
}

/** Creates a plan; what is not said is as most firms have it. Nothing is proposed before it is started. */
export async function createPlan(tx: Tx<VisitsDb>, by: By, input: VisitPlanNew): Promise<VisitPlan> {
  const { holidays } = await readSettings(tx as never)
  const values: Values = {
    color: null,
    category: null,
    assigneeId: by.id,
    assigneeRule: 'fixed',
    filter: null,
    contactIds: [],
    refill: 'whenEmpty',
    endDate: null,
    first: 'start',
    holidays: { country: 'DE', ...holidays, onHoliday: 'after', whose: 'both' },
    workdays: [1, 2, 3, 4, 5],
    capacityPerDay: null,
    toleranceDays: null,
    minimumGapDays: null,
    catchUp: 'skip',
    ...given(input),
  } as Values
  await check(tx, by, values)
  const id = randomUUIDv7()
  await tx
    .insertInto('visitPlan')
    .values({ id, ...columnsOf(values), createdBy: by.id, updatedBy: by.id } as never)
    .execute()
  const plan = await readPlan(tx, by, id)
  await tell(tx, by, 'created', plan, toldOf(await readPlanRow(tx, id)))
  return plan
}

/** Another plan like this one, with the same choice of customers; it is started by itself. */
export async function copyPlan(tx: Tx<VisitsDb>, by: By, id: string): Promise<VisitPlan> {
  const row = await readPlanRow(tx, id)
  const {
    visitCount: count,
    state: _state,
    pausedUntil: _until,
    deletedAt: _at,
    deletedBy: _by,
    ...kept
  } = row
  const {
    id: _id,
    createdAt: _c,
    createdBy: _cb,
    updatedAt: _u,
    updatedBy: _ub,
    version: _v,
    ...values
  } = kept
  const suffix = by.language === 'de' ? ' (Kopie)' : ' (copy)'
  return createPlan(tx, by, { ...values, count, name: `${row.name.slice(0, 255 - suffix.length)}${suffix}` })
}

/** Changes a plan by a merge patch, and its visits as far as `apply` and its state say. */
export async function changePlan(
  tx: Tx<VisitsDb>,
  by: By,
  {
    id,
    change,
    ifMatch,
    house,
  }: { id: string; change: VisitPlanChange; ifMatch?: number | undefined; house: House },
): Promise<VisitPlan> {
  const before = await lockPlan(tx, by, id, { ifMatch })
  const { apply = 'next', ...fields } = given(change)
  const values = { ...valuesOf(before), ...fields } as Values
  if (values.endDate !== null && values.endDate < values.startDate)
    throw invalid('endDate', 'before_start', 'Not before the start.')
  await check(tx, by, {
    ...values,
    ...(values.assigneeId === before.assigneeId ? { assigneeId: undefined } : {}),
  })
  const resting = change.state === 'active' ? { pausedUntil: null } : {}
  await tx
    .updateTable('visitPlan')
    .set({
      ...columnsOf({ ...fields, ...resting }),
      updatedBy: by.id,
      updatedAt: sql<string>`now()`,
      version: before.version + 1,
    } as never)
    .where('id', '=', id)
    .execute()
  const after = await readPlanRow(tx, id)
  const changes = diff(toldOf(before), toldOf(after))
  if (changes.length === 0) {
    const { version, updatedAt, updatedBy } = before
    await tx.updateTable('visitPlan').set({ version, updatedAt, updatedBy }).where('id', '=', id).execute()
    return readPlan(tx, by, id)
  }
  await applyChange(tx, by, { house, before, after, apply })
  const plan = await readPlan(tx, by, id)
  await tell(tx, by, 'changed', plan, changes)
  return plan
}

/** Moves a plan to the bin: its chains end and its open visits are cancelled; what was done stays where it is told. */
export async function deletePlan(
  tx: Tx<VisitsDb>,
  by: By,
  { id, ifMatch }: { id: string; ifMatch?: number | undefined },
): Promise<void> {
  const row = await lockPlan(tx, by, id, { ifMatch })
  await endChains(tx, by, sql`ch.plan_id = ${id}`, 'planEnded')
  const plan = await readPlan(tx, by, id)
  await tx
    .updateTable('visitPlan')
    .set({ deletedAt: sql<string>`now()`, deletedBy: by.id, version: row.version + 1 })
    .where('id', '=', id)
    .execute()
  await tell(tx, by, 'deleted', { ...plan, version: row.version + 1 }, [])
}

/** Brings a plan back out of the bin with its customers; its visits are proposed when it is started again. */
export async function restorePlan(tx: Tx<VisitsDb>, by: By, id: string): Promise<VisitPlan> {
  const row = await lockPlan(tx, by, id, { where: 'bin' })
  await tx
    .updateTable('visitPlan')
    .set({ deletedAt: null, deletedBy: null, version: row.version + 1 })
    .where('id', '=', id)
    .execute()
  if (row.state !== 'ended') await reviveChains(tx, id)
  const plan = await readPlan(tx, by, id)
  await tell(tx, by, 'restored', plan, [])
  return plan
}

/** Erases a plan of the bin for good, with its visits. */
export async function erasePlan(tx: Tx<VisitsDb>, by: By, id: string): Promise<void> {
  const plan = await readPlan(tx, { ...by, role: 'admin' }, id, 'bin')
  for (const words of [sql`reminder`, sql`notification`])
    await sql`
      delete from ${words} where record_kind = 'visit' and record_id in (select id from visit where plan_id = ${id})`.execute(
      tx,
    )
  await sql`
    update journal set title = '–', diff = '[]'
    where record_id = ${id} or record_id in (select id from visit where plan_id = ${id})`.execute(tx)
  await tx.deleteFrom('visitPlan').where('id', '=', id).execute()
  await tell(tx, by, 'erased', { ...plan, name: '–' }, [])
}

type Values = Omit<VisitPlan, 'id' | 'counts' | 'createdAt' | 'updatedAt' | 'version' | 'can'>

async function check(
  tx: Tx<VisitsDb>,
  by: By,
  values: Omit<Values, 'assigneeId'> & { assigneeId?: string | undefined },
) {
  if (values.assigneeId !== undefined) await demandAssignee(tx, values.assigneeId)
  await checkFilter(tx, by, values.filter)
}

function valuesOf({ visitCount, ...row }: PlanRow) {
  return { ...row, count: visitCount }
}

const JSON_FIELDS = new Set(['filter', 'rhythm', 'sample', 'holidays'])

/** Fields of the API as columns of the table. */
function columnsOf(values: Partial<Values>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      if (name === 'count') return ['visitCount', value]
      return [name, JSON_FIELDS.has(name) && value !== null ? json(value) : value]
    }),
  )
}

/** What the journal says of a plan. */
function toldOf(row: PlanRow): Record<string, unknown> {
  const { id: _i, version: _v, createdAt: _c, updatedAt: _u, createdBy: _cb, updatedBy: _ub, ...told } = row
  const { deletedAt: _d, deletedBy: _db, ...rest } = told
  return rest
}

function tell(
  tx: Tx<VisitsDb>,
  by: By,
  verb: string,
  plan: Pick<VisitPlan, 'id' | 'name' | 'version'>,
  changes: Record<string, unknown> | ReturnType<typeof diff>,
): Promise<void> {
  return record(tx, by, {
    action: `visitPlan.${verb}`,
    kind: 'visitPlan',
    id: plan.id,
    title: plan.name,
    diff: Array.isArray(changes) ? changes : diff({}, changes),
    version: plan.version,
    readers: [EVERYONE],
  })
}
