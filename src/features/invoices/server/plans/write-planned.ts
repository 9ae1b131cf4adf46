import { sql } from 'kysely'
import { Problem } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import { uuids } from '#platform/access.ts'
import type { Database, Tx } from '#platform/database.ts'
import { transaction } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import type { MinuteChore } from '#platform/jobs.ts'
import type { Invoice } from '../../invoice.ts'
import { nextStart } from '../../plan-periods.ts'
import { withRaises } from '../../plan-prices.ts'
import { issueInvoice } from '../issue.ts'
import { firmToday } from '../drafts/new-draft.ts'
import { insertDraft } from '../drafts/save-draft.ts'
import type { InvoicesDb } from '../tables.ts'
import { workOut } from '../drafts/work-out.ts'
import { draftOf, makerOf, nextPeriod, readHeldPlans } from './plan-state.ts'
import type { HeldPlan } from './plan-state.ts'
import { notifyMaker, tellPlan } from './tell-plan.ts'
import { writePlan } from './save-plan.ts'

/** Sends what was issued, in the transaction in which it was. */
type SendIssued = (tx: Tx<InvoicesDb>, by: By, invoice: Invoice) => Promise<unknown>

/**
 * Every minute: writes the invoices of plans that are due, a period in a transaction of its own, until none is left. The
 * plan is locked and moved on in that transaction: two processes, or a crash, write none twice and leave none out.
 */
export const writePlanned = ({ send }: { send?: (house: House) => SendIssued } = {}): MinuteChore => ({
  name: 'invoices of plans',
  async run(house) {
    const db = house.db as Database<InvoicesDb>
    const today = await firmToday(db)
    const failed: string[] = []
    for (;;) {
      let current: string | undefined
      try {
        await transaction(db, async (tx) => {
          current = await takeDue(tx, { today, failed })
          if (current) await writeNext(tx, current, { today, send: send?.(house) })
        })
        if (!current) return
      } catch (error) {
        if (!current) throw error
        house.log.error({ err: error, plan: current }, 'the invoice of a plan was not written')
        failed.push(current)
      }
    }
  },
})

/** Locks the plan whose invoice has been due longest; what is stuck is tried once an hour. */
async function takeDue(
  tx: Tx<InvoicesDb>,
  { today, failed }: { today: string; failed: readonly string[] },
): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    select id from invoice_plan
    where deleted_at is null and not paused and next_day + lead_days <= ${today}::date
      and (end_day is null or next_day <= end_day)
      and (stuck_at is null or stuck_at < now() - interval '1 hour') and id <> all(${uuids(failed)})
    order by next_day, id limit 1 for update skip locked`.execute(tx)
  return rows[0]?.id
}

interface Writing {
  today: string
  send: SendIssued | undefined
}

async function writeNext(tx: Tx<InvoicesDb>, id: string, { today, send }: Writing): Promise<void> {
  const [plan] = await readHeldPlans(tx, sql`r.id = ${id}`)
  if (!plan) return
  const by = await makerOf(tx, plan)
  if (await isWritten(tx, plan)) return moveOn(tx, by, plan, plan)
  const written = await attempt(tx, () => writeDraft(tx, by, plan, today))
  if (written instanceof Problem) return getStuck(tx, by, plan, written)
  await moveOn(tx, by, plan, { ...plan, ...written.billed })
  const { invoiceId } = written
  if (plan.thenDo !== 'draft') await issue(tx, by, plan, { invoiceId, send })
  else await notifyMaker(tx, plan, { kind: 'invoice', id: invoiceId, text: TEXTS.waits })
}

/** Whether there is an invoice of this period, in the bin too: whoever deleted it did not want it again. */
export async function isWritten(tx: Tx<InvoicesDb>, { id, nextDay }: HeldPlan): Promise<boolean> {
  const { rows } = await sql`select 1 from invoice where plan_id = ${id} and plan_day = ${nextDay}`.execute(
    tx,
  )
  return rows.length > 0
}

/** Writes the invoice of the next period as a draft; what the plan costs from now on. */
export async function writeDraft(tx: Tx<InvoicesDb>, by: By, plan: HeldPlan, today: string) {
  const period = nextPeriod(plan)
  const priced = withRaises(plan.template, plan.raises, period.from)
  const draft = await draftOf(tx, by, { ...plan, ...priced }, { period, day: today })
  const { frozen } = await workOut(tx, by, draft)
  const origin = { planId: plan.id, planDay: period.from, worked: frozen }
  const { id: invoiceId } = await insertDraft(tx, by, draft, origin)
  return { invoiceId, billed: { ...priced, net: frozen.totals.net, currency: draft.currency } }
}

/** The plan goes on to its next period. */
export async function moveOn(tx: Tx<InvoicesDb>, by: By, before: HeldPlan, after: HeldPlan): Promise<void> {
  const nextDay = nextStart(after, after.nextDay)
  const moved: HeldPlan = { ...after, nextDay, stuck: null, version: before.version + 1 }
  await writePlan(tx, by, moved)
  await tellPlan(tx, by, 'billed', moved, before)
}

/** Keeps why it could not be written, and tells so once. */
async function getStuck(tx: Tx<InvoicesDb>, by: By, plan: HeldPlan, problem: Problem): Promise<void> {
  const stuck = problem.errors[0]?.path ?? problem.code
  await writePlan(tx, by, { ...plan, stuck, version: plan.version + (plan.stuck === stuck ? 0 : 1) })
  if (plan.stuck !== null) return
  await notifyMaker(tx, plan, { kind: 'invoicePlan', id: plan.id, text: TEXTS.stuck })
}

/** Issues what was written, unless something speaks against it: then it stays a draft, and somebody is told. */
async function issue(
  tx: Tx<InvoicesDb>,
  by: By,
  plan: HeldPlan,
  { invoiceId, send }: { invoiceId: string; send: SendIssued | undefined },
): Promise<void> {
  const about = { kind: 'invoice' as const, id: invoiceId }
  if (nextPeriod(plan).isCut) return notifyMaker(tx, plan, { ...about, text: TEXTS.cut })
  const issued = await attempt(tx, () => issueInvoice(tx, by, { id: invoiceId }))
  if (issued instanceof Problem) return notifyMaker(tx, plan, { ...about, text: TEXTS.draft })
  if (plan.thenDo !== 'send') return
  const sent = send ? await attempt(tx, () => send(tx, by, issued)) : new Problem('unavailable', 'send')
  if (sent instanceof Problem) await notifyMaker(tx, plan, { ...about, text: TEXTS.unsent })
}

/** What was refused leaves nothing behind, and the transaction goes on. */
async function attempt<T>(tx: Tx<InvoicesDb>, work: () => Promise<T>): Promise<T | Problem> {
  await sql`savepoint attempt`.execute(tx)
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    await sql`rollback to savepoint attempt`.execute(tx)
    return error
  }
}

const TEXTS = {
  stuck: {
    de: 'Die fällige Rechnung konnte nicht geschrieben werden. Bitte prüfen Sie Kunde, Positionen und Währung.',
    en: 'The invoice that is due could not be written. Please check customer, items and currency.',
  },
  cut: {
    de: 'Die letzte Rechnung des Vertrags ist noch ein Entwurf: ihr Zeitraum ist kürzer. Bitte prüfen Sie die Preise.',
    en: 'The last invoice of the contract is still a draft: its period is shorter. Please check the prices.',
  },
  waits: {
    de: 'Die Rechnung ist geschrieben und wartet als Entwurf darauf, dass Sie sie ausstellen.',
    en: 'The invoice is written and waits as a draft for you to issue it.',
  },
  draft: {
    de: 'Die Rechnung ist noch ein Entwurf: sie konnte so nicht ausgestellt werden.',
    en: 'The invoice is still a draft: it could not be issued as it is.',
  },
  unsent: {
    de: 'Die Rechnung ist ausgestellt und wartet darauf, dass Sie sie senden.',
    en: 'The invoice is issued and waits for you to send it.',
  },
}
