import { sql } from 'kysely'
import type { RawBuilder, SqlBool } from 'kysely'
import { missing } from '#kernel/problem.ts'
import { EVERYONE } from '#kernel/rights.ts'
import type { By } from '#kernel/rights.ts'
import { loadBy } from '#features/users/server/authenticate.ts'
import { Problem } from '#kernel/problem.ts'
import type { Database, Tx } from '#platform/database.ts'
import type { InvoiceNew } from '../../invoice.ts'
import type { PlanRaise, PlanTemplate } from '../../invoice-plan.ts'
import { periodFrom } from '../../plan-periods.ts'
import type { PlanPeriod, PlanUnit } from '../../plan-periods.ts'
import { planText } from '../../plan-texts.ts'
import type { Draft } from '../drafts/draft.ts'
import { invoiceReadable, mayChangeInvoice } from '../invoice-access.ts'
import { newDraft } from '../drafts/new-draft.ts'
import type { InvoicesDb } from '../tables.ts'

/** What people decide of a plan. */
export interface PlanState {
  contactId: string
  title: string
  every: number
  unit: PlanUnit
  startDay: string
  endDay: string | null
  leadDays: number
  thenDo: 'draft' | 'issue' | 'send'
  paused: boolean
  template: PlanTemplate
  raises: PlanRaise[]
}

/** A plan as it is kept, whoever may see it. */
export interface HeldPlan extends PlanState {
  id: string
  nextDay: string
  net: string
  currency: string
  stuck: string | null
  createdBy: string | null
  isBinned: boolean
  version: number
}

/** Plans as system, in the order of their ids. */
export async function readHeldPlans(
  db: Database<InvoicesDb>,
  where: RawBuilder<SqlBool>,
): Promise<HeldPlan[]> {
  const { rows } = await sql<HeldPlan>`
    select r.id, r.contact_id, r.title, r.every, r.unit, r.start_day, r.end_day, r.lead_days, r.then_do, r.paused,
      r.template, r.raises, r.next_day, r.net, r.currency, r.stuck, r.created_by, r.deleted_at is not null as is_binned,
      r.version
    from invoice_plan r where ${where} order by r.id`.execute(db)
  return rows
}

/** Locks a plan that `by` may change. */
export async function lockPlan(
  tx: Tx<InvoicesDb>,
  by: By,
  id: string,
  { where = 'live', ifMatch }: { where?: 'live' | 'bin'; ifMatch?: number | undefined } = {},
): Promise<HeldPlan> {
  await sql`select 1 from invoice_plan where id = ${id} for update`.execute(tx)
  const [held] = await readHeldPlans(tx, sql`r.id = ${id} and ${invoiceReadable(by)}`)
  if (!held || held.isBinned !== (where === 'bin')) throw missing()
  if (!mayChangeInvoice(by, held))
    throw new Problem('forbidden', 'forbidden', 'Only who made a plan, and administrators, change it.')
  if (ifMatch !== undefined && ifMatch !== held.version)
    throw new Problem('stale', 'stale', 'Somebody else changed this plan in the meantime.')
  return held
}

/** Whether all its periods were billed. */
export const isOver = ({ nextDay, endDay }: Pick<HeldPlan, 'nextDay' | 'endDay'>): boolean =>
  endDay !== null && nextDay > endDay

/** The period that is billed next. */
export const nextPeriod = (plan: PlanState & { nextDay: string }): PlanPeriod =>
  periodFrom(plan, plan.nextDay, plan.endDay)

/** The document of a period, dated `day`; its texts name the period. */
export async function draftOf(
  db: Database<InvoicesDb>,
  by: By,
  { contactId, template }: Pick<PlanState, 'contactId' | 'template'>,
  { period, day }: { period: PlanPeriod; day: string },
): Promise<Draft> {
  const servicePeriod = { from: period.from, to: period.to }
  const input: InvoiceNew = { ...template, contactId, kind: 'invoice', date: day, servicePeriod }
  const draft = await newDraft(db, by, input)
  const say = (text: string) => planText(text, period, draft.language)
  return {
    ...draft,
    subject: say(draft.subject).slice(0, 255),
    intro: say(draft.intro),
    terms: say(draft.terms),
    notes: say(draft.notes),
    lines: draft.lines.map((line) => ({ ...line, text: say(line.text) })),
  }
}

/** Kontor itself, for what nobody asked for at the moment. */
export const KONTOR: By = {
  id: EVERYONE,
  name: 'Kontor',
  role: 'admin',
  principals: [],
  language: 'de',
  via: 'system',
}

/** Whoever made the plan, as system: a contract goes on whatever they may do today. */
export async function makerOf(
  db: Database<InvoicesDb>,
  { createdBy }: Pick<HeldPlan, 'createdBy'>,
): Promise<By> {
  if (!createdBy) return KONTOR
  const maker = await loadBy(db, createdBy, 'system')
  return { ...(maker ?? { ...KONTOR, id: createdBy }), role: 'admin' }
}
