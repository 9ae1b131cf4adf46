import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import { formatIban } from '#kernel/iban.ts'
import type { By } from '#kernel/rights.ts'
import type { Tx } from '#platform/database.ts'
import { insertAll } from '#platform/insert-all.ts'
import { record } from '#platform/journal.ts'
import type { BankImport } from '../../bank.ts'
import type { CamtStatement } from '../../read-camt.ts'
import type { PaymentsDb } from '../tables.ts'
import { listStatements } from './list-statements.ts'
import type { TakenFile } from './take-file.ts'

/** Takes over the statements of a file; one that is known, by account and number, is passed over. */
export async function importStatements(
  tx: Tx<PaymentsDb>,
  by: By,
  { statements, hash }: TakenFile,
): Promise<BankImport> {
  const ids: string[] = []
  for (const statement of statements) {
    const id = await insertStatement(tx, by, statement, hash)
    if (id) ids.push(id)
  }
  const items = ids.length > 0 ? await listStatements(tx, ids) : []
  return { items, added: ids.length, known: statements.length - ids.length }
}

async function insertStatement(
  tx: Tx<PaymentsDb>,
  by: By,
  { entries, ...statement }: CamtStatement,
  fileHash: string,
): Promise<string | undefined> {
  const id = randomUUIDv7()
  const { rows } = await sql`
    insert into bank_statement (id, iban, reference, from_day, to_day, opening, closing, currency, file_hash, created_by)
    values (${id}, ${statement.iban}, ${statement.reference}, ${statement.fromDay}, ${statement.toDay},
      ${statement.opening}, ${statement.closing}, ${statement.currency}, ${fileHash}, ${by.id})
    on conflict (iban, reference) do nothing returning id`.execute(tx)
  if (rows.length === 0) return undefined
  await insertAll(
    tx,
    'bankEntry',
    entries.map((entry, position) => ({
      id: randomUUIDv7(),
      statementId: id,
      position,
      ...entry,
      state: 'open' as const,
      version: 1,
    })),
  )
  await record(tx, by, {
    action: 'bank-statement.imported',
    kind: 'bank-statement',
    id,
    title: `${formatIban(statement.iban) || statement.iban} · ${statement.reference}`,
    diff: [{ field: 'entries', from: null, to: entries.length }],
    version: 1,
    readers: [by.id],
  })
  return id
}
