import { sql } from 'kysely'
import { notify } from '#features/notifications/server/notify.ts'
import type { By } from '#kernel/rights.ts'
import type { Database, Tx } from '#platform/database.ts'
import { transaction } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { KONTOR } from '../plans/plan-state.ts'
import type { InvoicesDb } from '../tables.ts'
import { documentMails, sentAt, standing } from './last-mail.ts'

/** A mail that was sent, or that was given up. */
export interface TriedMail {
  documentId: string
  /** Null: it did not go out. */
  sentAt: string | null
}

type Tell = (tx: Tx<InvoicesDb>, by: By, tried: TriedMail) => Promise<{ kind: string; title: string }>

/** Tells documents how the mails with them went, each once; whoever sent what failed hears of it. */
export async function tellOfMails(house: House, column: 'invoiceId' | 'letterId', tell: Tell): Promise<void> {
  const db = house.db as Database<InvoicesDb>
  while (await transaction(db, (tx) => tellOfOne(tx, column, tell)));
}

interface Row extends TriedMail {
  id: string
  /** Null: it failed, and somebody tries it again. */
  state: 'sent' | 'failed' | 'not sent' | null
  error: string | null
  createdBy: string | null
}

async function tellOfOne(tx: Tx<InvoicesDb>, column: 'invoiceId' | 'letterId', tell: Tell): Promise<boolean> {
  const { rows } = await sql<Row>`
    select d.id, d.${sql.ref(column)} as document_id, nullif(${standing}, 'waiting') as state, ${sentAt} as sent_at,
      coalesce(o.error, w.detail) as error, d.created_by
    from ${documentMails}
    where d.told is distinct from 'sent' and d.told is distinct from nullif(${standing}, 'waiting')
      and ${standing} is not null and d.${sql.ref(column)} is not null
    order by d.id limit 1 for update of d skip locked`.execute(tx)
  const [row] = rows
  if (!row) return false
  await tx.updateTable('documentMail').set({ told: row.state }).where('id', '=', row.id).execute()
  const { kind, title } = await tell(tx, KONTOR, row)
  if (row.state === 'failed' && row.createdBy)
    await notify(tx, KONTOR, {
      users: [row.createdBy],
      kind: 'unsent',
      record: { kind, id: row.documentId, title },
      text: row.error ?? '',
    })
  return true
}
