import { sql } from 'kysely'
import { createItem } from '#features/items/server/write-item.ts'
import { changeSettings, readSettings } from '#features/settings/server/settings.ts'
import type { Settings } from '#features/settings/settings.ts'
import { dayNumber } from '#kernel/day.ts'
import type { By } from '#kernel/rights.ts'
import { uuids } from '#platform/access.ts'
import type { Database, Tx } from '#platform/database.ts'
import { firmToday } from '#features/invoices/server/drafts/new-draft.ts'
import { SAMPLE_ITEMS } from '../sample-items.ts'
import { SAMPLE_PROFILES } from '../sample-profile.ts'
import type { Placed } from './placed.ts'
import { addDeals } from './sample-deals.ts'
import { addDocuments } from './sample-documents.ts'
import type { SetupDb } from './tables.ts'

/** What of the firm's sales is not marked as a sample by its row. */
export interface Sales {
  /** What the firm says of itself only because the sample does. */
  firm: Settings['firm']
  certificates: string[]
}

export interface Selling {
  contacts: readonly Placed[]
  /** All who have a seat; who puts the sample in stands first. */
  team: readonly string[]
  today: number
  /** Ids of items by their numbers. */
  items: ReadonlyMap<string, string>
}

/** Lets the sample firm sell: what it offers, what it hopes for, and the documents it has written. */
export async function addSales(
  tx: Tx<SetupDb>,
  by: By,
  { contacts, team }: Pick<Selling, 'contacts' | 'team'>,
): Promise<Sales> {
  const firm = await fillProfile(tx, by)
  const today = dayNumber(await firmToday(tx as Database<SetupDb>))
  const selling: Selling = { contacts, team, today, items: await addItems(tx, by) }
  const deals = await addDeals(tx, by, selling)
  const certificates = await addDocuments(tx, by, { ...selling, deals })
  return { firm, certificates }
}

/** Says of the firm what its invoices have to say, where nothing was said; tells what was filled in. */
async function fillProfile(tx: Tx<SetupDb>, by: By): Promise<Settings['firm']> {
  const { firm, country } = await readSettings(tx as Database<SetupDb>)
  const known: Record<string, unknown> = { ...firm }
  const isElsewhere = Boolean(firm.address || firm.city || firm.street)
  const profile = Object.entries({ ...SAMPLE_PROFILES[country], contactName: by.name })
  const filled = Object.fromEntries(
    profile.filter(([key]) => !known[key] && !(isElsewhere && PLACE.has(key))),
  )
  await changeSettings(tx, by, { patch: { firm: filled } })
  return filled
}

/** An address is filled in as a whole. */
const PLACE = new Set(['street', 'houseNumber', 'postalCode', 'city', 'country'])

async function addItems(tx: Tx<SetupDb>, by: By): Promise<Map<string, string>> {
  const ids = new Map<string, string>()
  const { rows } = await sql<{
    sku: string
  }>`select lower(sku) as sku from item where sku is not null`.execute(tx)
  const taken = new Set(rows.map((row) => row.sku))
  for (const { sku, ...item } of SAMPLE_ITEMS) {
    const { id } = await createItem(tx, by, { ...item, sku: taken.has(sku.toLowerCase()) ? null : sku })
    ids.set(sku, id)
  }
  await sql`update item set sample = true where id = any(${uuids([...ids.values()])})`.execute(tx)
  return ids
}
