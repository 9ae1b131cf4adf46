import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Tx } from '#platform/database.ts'
import type { InvoicesDb } from '../tables.ts'

/** What is sealed of a document: all that it says, its structured part, its page. */
export type SealedPart = 'document' | 'xml' | 'pdf'

/**
 * Adds lines to the chain of seals: each is the hash of itself and of the one before, so that nothing in it can be
 * changed, left out or put in later without all that follow giving it away. The chain is locked until the transaction
 * ends; ask for it last.
 */
export async function addSeals(
  tx: Tx<InvoicesDb>,
  invoiceId: string,
  parts: readonly { part: SealedPart; content: string }[],
): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('seal'))`.execute(tx)
  const { rows } = await sql<{ number: number; seal: string }>`
    select number, seal from seal order by number desc limit 1`.execute(tx)
  let last = rows[0] ?? { number: 0, seal: '' }
  for (const { part, content } of parts) {
    const number = last.number + 1
    const seal = sealOf({ number, invoiceId, part, content }, last.seal)
    await tx.insertInto('seal').values({ number, invoiceId, part, content, seal }).execute()
    last = { number, seal }
  }
}

export interface SealLine {
  number: number
  invoiceId: string
  part: SealedPart
  content: string
}

/** The seal of a line behind another. */
export function sealOf({ number, invoiceId, part, content }: SealLine, before: string): string {
  return sha256([number, before, invoiceId, part, content].join('\n'))
}

/** The hash of what a document says, whatever order its fields come back in. */
export const contentHash = (issued: object): string => sha256(canonical(issued))

export const sha256 = (content: string): string => createHash('sha256').update(content).digest('hex')

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value ?? null)
  const entries = Object.entries(value).filter(([, one]) => one !== undefined)
  const sorted = entries.sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${sorted.map(([key, one]) => `${JSON.stringify(key)}:${canonical(one)}`).join(',')}}`
}
