import { sql } from 'kysely'
import { cents } from '#kernel/decimal.ts'
import { missing } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import type { Tx } from '#platform/database.ts'
import { record } from '#platform/journal.ts'
import type { PaymentsDb } from '../tables.ts'

export interface HeldEntry {
  id: string
  amount: string
  currency: string
  bookedOn: string
  state: 'open' | 'matched' | 'ignored'
  name: string
  version: number
}

/** Locks an entry of the bank. */
export async function holdEntry(tx: Tx<PaymentsDb>, id: string): Promise<HeldEntry> {
  const { rows } = await sql<HeldEntry>`
    select id, amount, currency, booked_on, state, name, version from bank_entry where id = ${id} for update`.execute(
    tx,
  )
  if (!rows[0]) throw missing()
  return rows[0]
}

/** Says what became of a locked entry. */
export async function setEntryState(
  tx: Tx<PaymentsDb>,
  by: By,
  id: string,
  state: HeldEntry['state'],
): Promise<void> {
  const before = await holdEntry(tx, id)
  if (before.state === state) return
  const version = before.version + 1
  await sql`update bank_entry set state = ${state}, version = ${version} where id = ${id}`.execute(tx)
  await record(tx, by, {
    action: 'bank-entry.changed',
    kind: 'bank-entry',
    id,
    title: `${before.bookedOn} · ${cents(before.amount)} ${before.currency}${before.name ? ` · ${before.name}` : ''}`,
    diff: [{ field: 'bankState', from: before.state, to: state }],
    version,
    readers: [by.id],
  })
}
