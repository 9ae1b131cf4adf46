import { randomUUIDv7 } from 'node:crypto'
import { csvLine } from '#kernel/csv.ts'
import type { Cell } from '#kernel/csv.ts'
import type { By, Language } from '#kernel/rights.ts'
import { transaction } from '#platform/database.ts'
import type { Database } from '#platform/database.ts'
import { record } from '#platform/journal.ts'
import { listPage } from '#platform/list.ts'
import type { Item } from '../item.ts'
import type { ItemListQuery } from '../item-list.ts'
import { unitName } from '../units.ts'
import { itemConditions, itemSource } from './item-source.ts'
import { readItems } from './read-items.ts'
import type { ItemsDb } from './tables.ts'

const PAGE = 200

/**
 * The list as a CSV text, line by line: with its search, its filters and its order. What is wrong with the question is
 * said before the first line.
 */
export async function writeItems(
  db: Database<ItemsDb>,
  by: By,
  query: Omit<ItemListQuery, 'limit' | 'cursor'>,
): Promise<AsyncGenerator<string>> {
  const conditions = await itemConditions(db, query)
  const pageAt = (cursor?: string) =>
    listPage(db, itemSource, conditions, { sort: query.sort, limit: PAGE, cursor })
  const first = await pageAt()
  return lines()

  async function* lines() {
    // So that a spreadsheet knows the encoding.
    yield '\uFEFF' + csvLine(HEADS[by.language])
    for (let page = first; ; page = await pageAt(page.nextCursor)) {
      for (const item of await readItems(db, by, page.ids)) yield csvLine(cellsOf(item, by.language))
      if (page.nextCursor === null) return
    }
  }
}

/** Writes down that the list left the house, and which. */
export function recordItemExport(
  db: Database<ItemsDb>,
  by: By,
  { file, query }: { file: string; query: object },
): Promise<void> {
  const asked = Object.entries(query).filter(([, value]) => value !== undefined)
  const diff = asked.map(([field, to]) => ({ field, from: null, to: to as unknown }))
  const entry = { action: 'export.made', kind: 'export', id: randomUUIDv7(), title: file, diff }
  return transaction(db, (tx) => record(tx, by, { ...entry, readers: [by.id] }))
}

const HEADS: Record<Language, string[]> = {
  de: [
    'Artikelnummer',
    'Name',
    'Beschreibung',
    'Art',
    'Einheit',
    'Preis netto',
    'Währung',
    'Steuer',
    'Steuersatz',
    'Bestand',
    'Erlöskonto',
    'Stillgelegt',
  ],
  en: [
    'SKU',
    'Name',
    'Description',
    'Kind',
    'Unit',
    'Net price',
    'Currency',
    'Tax',
    'Tax rate',
    'Stock',
    'Revenue account',
    'Retired',
  ],
}

const KINDS = { de: { service: 'Leistung', product: 'Ware' }, en: { service: 'Service', product: 'Product' } }

function cellsOf(item: Item, language: Language): Cell[] {
  const yes = language === 'de' ? 'ja' : 'yes'
  return [
    item.sku,
    item.name,
    item.description,
    KINDS[language][item.kind],
    unitName(item.unit, language),
    decimal(item.price, language),
    item.currency,
    item.tax?.name,
    item.tax && decimal(item.tax.rate, language),
    item.tracksStock ? decimal(item.stock, language) : '',
    item.revenueAccount,
    item.retired ? yes : '',
  ]
}

const decimal = (value: string, language: Language) => (language === 'de' ? value.replace('.', ',') : value)
