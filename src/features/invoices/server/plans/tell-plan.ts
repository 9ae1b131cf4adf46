import { sql } from 'kysely'
import { notify } from '#features/notifications/server/notify.ts'
import { diff } from '#kernel/diff.ts'
import type { By } from '#kernel/rights.ts'
import type { Database, Tx } from '#platform/database.ts'
import { record } from '#platform/journal.ts'
import { invoiceReaders } from '../invoice-access.ts'
import type { InvoicesDb } from '../tables.ts'
import { KONTOR } from './plan-state.ts'
import type { HeldPlan } from './plan-state.ts'

type Verb = 'created' | 'changed' | 'deleted' | 'restored' | 'raised' | 'billed'

/** Writes down what happened to a plan; whoever sees it hears of it. */
export async function tellPlan(
  tx: Tx<InvoicesDb>,
  by: By,
  verb: Verb,
  plan: HeldPlan,
  before?: HeldPlan,
): Promise<void> {
  const { id, title, version } = plan
  await record(tx, by, {
    action: `invoicePlan.${verb}`,
    kind: 'invoicePlan',
    id,
    title,
    version,
    diff: verb === 'created' ? diff({}, said(plan)) : before ? diff(said(before), said(plan)) : [],
    readers: await invoiceReaders(tx, plan),
  })
}

function said({ id: _id, net: _net, isBinned: _isBinned, version: _version, ...rest }: HeldPlan) {
  return rest
}

/** Tells whoever made the plan, or the administrators when they are gone, of something they have to look at. */
export async function notifyMaker(
  tx: Tx<InvoicesDb>,
  { createdBy, title }: HeldPlan,
  about: { kind: 'invoice' | 'invoicePlan'; id: string; text: Record<'de' | 'en', string> },
): Promise<void> {
  for (const { id, language } of await makers(tx, createdBy))
    await notify(tx, KONTOR, {
      users: [id],
      kind: 'recurring',
      record: { kind: about.kind, id: about.id, title },
      text: about.text[language],
    })
}

/** Whoever made something, or the administrators when they are gone. */
export async function makers(
  db: Database<InvoicesDb>,
  createdBy: string | null,
): Promise<{ id: string; language: 'de' | 'en' }[]> {
  const { rows } = await sql<{ id: string; language: 'de' | 'en' }>`
    with active as (select id, language, role from app_user where deactivated_at is null)
    select id, language from active where id = ${createdBy} and role <> 'guest'
    union
    select id, language from active where role = 'admin'
      and not exists (select 1 from active where id = ${createdBy} and role <> 'guest')`.execute(db)
  return rows
}
