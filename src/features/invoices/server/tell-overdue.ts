import { sql } from 'kysely'
import { notify } from '#features/notifications/server/notify.ts'
import type { Database, Tx } from '#platform/database.ts'
import { transaction } from '#platform/database.ts'
import type { Chore } from '#platform/jobs.ts'
import { writtenAmount } from '../due.ts'
import type { InvoiceKind } from '../invoice.ts'
import { letterWords } from '../letter-words.ts'
import { firmToday } from './drafts/new-draft.ts'
import { isOpen, missingOf } from './open-amount.ts'
import { KONTOR } from './plans/plan-state.ts'
import { makers } from './plans/tell-plan.ts'
import type { InvoicesDb } from './tables.ts'

/** Every night: whoever made an invoice hears that it is overdue, once. */
export const tellOfOverdue: Chore = {
  name: 'overdue invoices',
  async run(house) {
    const db = house.db as Database<InvoicesDb>
    const today = await firmToday(db)
    while (await transaction(db, (tx) => tellOfOne(tx, today)));
  },
}

interface Overdue {
  id: string
  kind: InvoiceKind
  number: string
  dueDate: string
  currency: string
  open: string
  createdBy: string | null
  contactName: string
}

async function tellOfOne(tx: Tx<InvoicesDb>, today: string): Promise<boolean> {
  const [overdue] = await takeOverdue(tx, today)
  if (!overdue) return false
  const { id, kind, number, dueDate, currency, open, createdBy, contactName } = overdue
  await sql`update invoice set overdue_told_at = now() where id = ${id}`.execute(tx)
  for (const { id: userId, language } of await makers(tx, createdBy))
    await notify(tx, KONTOR, {
      users: [userId],
      kind: 'overdue',
      record: { kind: 'invoice', id, title: `${letterWords[language].kinds[kind]} ${number}` },
      text: `${contactName} · ${writtenAmount(open, currency, language)}`,
      due: dueDate,
    })
  return true
}

/** The next invoice past its day of which nobody was told, as system; those of the sample firm are nobody's. */
async function takeOverdue(tx: Tx<InvoicesDb>, today: string): Promise<Overdue[]> {
  const { rows } = await sql<Overdue>`
    select r.id, r.kind, r.number, r.due_date, r.currency, (${missingOf}) as open, r.created_by,
      c.display_name as contact_name
    from invoice r join contact c on c.id = r.contact_id
    where r.status = 'issued' and r.due_date < ${today}::date and r.overdue_told_at is null and not r.sample
      and r.payable > 0 and ${isOpen}
    order by r.due_date, r.id limit 1 for update of r skip locked`.execute(tx)
  return rows
}
