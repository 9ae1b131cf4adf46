import { randomUUIDv7 } from 'node:crypto'
import type { Language } from '#kernel/rights.ts'
import type { Tx } from '#platform/database.ts'
import { insertAll } from '#platform/insert-all.ts'
import { DEFAULT_RANGES, DEFAULT_TERMS, DEFAULT_TEXTS } from '../../default-texts.ts'
import type { InvoicesDb } from '../tables.ts'

/** Gives a new firm its ranges of numbers, terms of payment and texts. */
export async function createInvoiceDefaults(tx: Tx<InvoicesDb>, language: Language): Promise<void> {
  await insertAll(
    tx,
    'numberRange',
    DEFAULT_RANGES.map(({ kind, pattern, [language]: name }) => ({
      id: randomUUIDv7(),
      kind,
      pattern,
      name,
      first: 1,
      yearly: true,
      active: true,
      version: 1,
      ...now(),
    })),
  )
  await insertAll(
    tx,
    'paymentTerm',
    DEFAULT_TERMS.map(({ days, skonto, [language]: name }, position) => ({
      id: randomUUIDv7(),
      name,
      days,
      skontoDays: skonto?.days ?? null,
      skontoPercent: skonto?.percent ?? null,
      isDefault: position === 0,
      position,
      retiredAt: null,
      version: 1,
      ...now(),
    })),
  )
  await insertAll(
    tx,
    'textBlock',
    DEFAULT_TEXTS.map((text, position) => ({
      id: randomUUIDv7(),
      ...text,
      isDefault: true,
      position,
      version: 1,
      ...now(),
    })),
  )
}

function now() {
  const at = new Date().toISOString()
  return { createdAt: at, updatedAt: at }
}
