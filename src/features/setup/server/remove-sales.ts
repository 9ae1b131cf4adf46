import { sql } from 'kysely'
import { deleteInvoice } from '#features/invoices/server/drafts/delete-invoice.ts'
import { deleteItem, eraseItem } from '#features/items/server/delete-item.ts'
import { deleteOpportunity, eraseOpportunity } from '#features/opportunities/server/delete-opportunity.ts'
import { changeItem } from '#features/items/server/write-item.ts'
import { changeSettings, readSettings } from '#features/settings/server/settings.ts'
import type { By } from '#kernel/rights.ts'
import { uuids } from '#platform/access.ts'
import type { Database, Tx } from '#platform/database.ts'
import { announce } from '#platform/journal.ts'
import type { Sales } from './sample-sales.ts'
import type { SetupDb } from './tables.ts'

/**
 * Takes out what the sample firm sold. Documents of it that were issued go, whoever issued them: they were none of the
 * firm. A draft or an opportunity that somebody worked on goes to the bin, an item too; one that is still named stays and
 * is retired. What the firm said of itself only for the sample is forgotten, unless it was changed since.
 */
export async function removeSales(tx: Tx<SetupDb>, by: By, cameBy: string | undefined): Promise<void> {
  await removeDocuments(tx, by)
  await removeDeals(tx, by, cameBy)
  await removeItems(tx, by)
}

async function removeDocuments(tx: Tx<SetupDb>, by: By): Promise<void> {
  const { rows: kept } = await sql<{ id: string; inBin: boolean }>`
    update invoice set sample = false, source_id = null
    where sample and number is null and version > 1 returning id, deleted_at is not null as in_bin`.execute(
    tx,
  )
  for (const { id, inBin } of kept) if (!inBin) await deleteInvoice(tx, by, { id })
  await giveBackStock(tx)
  const gone = sql`select id from invoice where sample`
  await sql`update invoice set source_id = null where number is null and not sample and source_id in (${gone})`.execute(
    tx,
  )
  await sql`
    update bank_entry set state = 'open' where state = 'matched' and id in (
      select bank_entry_id from payment where invoice_id in (${gone}))`.execute(tx)
  await sql`delete from payment where invoice_id in (${gone})`.execute(tx)
  await sql`delete from reminder_letter_invoice where invoice_id in (${gone})`.execute(tx)
  await sql`delete from reminder_letter where sample`.execute(tx)
  const { rows } = await sql<{ id: string }>`delete from invoice where sample returning id`.execute(tx)
  await forget(
    tx,
    rows.map(({ id }) => id),
  )
  await announce(tx, by, { kind: 'invoice', id: '*', action: 'invoice.deleted', readers: 'everyone' })
}

/** The firm's own items were moved by documents that never were; of the sample's all is forgotten. */
async function giveBackStock(tx: Tx<SetupDb>): Promise<void> {
  await sql`
    with gone as (
      delete from stock_movement where invoice_id in (select id from invoice where sample) returning item_id, quantity)
    update item i set stock = i.stock - g.quantity
    from (select item_id, sum(quantity) as quantity from gone group by 1) g where i.id = g.item_id`.execute(
    tx,
  )
}

async function removeDeals(tx: Tx<SetupDb>, by: By, cameBy: string | undefined): Promise<void> {
  const { rows } = await sql<{ id: string; touched: boolean; inBin: boolean }>`
    select o.id, o.deleted_at is not null as in_bin, o.version > 1
      or exists (select 1 from task where opportunity_id = o.id)
      or exists (select 1 from appointment where opportunity_id = o.id)
      or exists (select 1 from invoice where opportunity_id = o.id)
      or exists (
        select 1 from history_entry
        where opportunity_id = o.id and (version > 1 or run_id is distinct from ${cameBy ?? null})) as touched
    from opportunity o where sample order by o.id for update`.execute(tx)
  for (const { id, touched, inBin } of rows) {
    if (!touched || inBin) await eraseOpportunity(tx, by, id)
    else await deleteOpportunity(tx, by, { id })
  }
  await sql`update opportunity set sample = false where sample`.execute(tx)
}

async function removeItems(tx: Tx<SetupDb>, by: By): Promise<void> {
  const { rows } = await sql<{ id: string; used: boolean; touched: boolean; inBin: boolean }>`
    select i.id, i.deleted_at is not null as in_bin, i.version > 1 as touched,
      exists (select 1 from invoice_line where item_id = i.id)
        or exists (select 1 from opportunity_item where item_id = i.id) as used
    from item i where sample order by i.id for update`.execute(tx)
  for (const { id, used, touched, inBin } of rows) {
    if (used) {
      if (!inBin) await changeItem(tx, by, { id, change: { retired: true } })
    } else if (!touched || inBin) await eraseItem(tx, by, id)
    else await deleteItem(tx, by, { id })
  }
  await sql`update item set sample = false where sample`.execute(tx)
}

/** Forgets certificates that came along, and what the firm said of itself only for the sample. */
export async function forgetSales(tx: Tx<SetupDb>, by: By, { firm, certificates }: Sales): Promise<void> {
  await sql`delete from certificate where id = any(${uuids(certificates)}) and version = 1`.execute(tx)
  await forget(tx, certificates)
  const said: Record<string, unknown> = { ...(await readSettings(tx as Database<SetupDb>)).firm }
  const same = Object.entries(firm).filter(([key, value]) => said[key] === value)
  if (same.length === 0) return
  await changeSettings(tx, by, { patch: { firm: Object.fromEntries(same.map(([key]) => [key, null])) } })
}

/** The audit trail forgets the words of what is gone. */
async function forget(tx: Tx<SetupDb>, ids: readonly string[]): Promise<void> {
  await sql`update journal set title = '–', diff = '[]' where record_id = any(${uuids(ids)})`.execute(tx)
}
