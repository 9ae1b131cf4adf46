import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import { Problem, invalid } from '#kernel/problem.ts'
import type { FieldError } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import { readable, uuids } from '#platform/access.ts'
import type { Database } from '#platform/database.ts'
import type { InvoiceChange } from '../invoice.ts'
import type { InvoicesDb } from './tables.ts'

/** What a document names has to be there and seen by `by`: contacts, opportunity, project, term, items, taxes. */
export async function checkNamed(db: Database<InvoicesDb>, by: By, named: InvoiceChange): Promise<void> {
  const seen = (readers: RawBuilder<unknown>) => readable(by, readers)
  const live = sql`r.deleted_at is null`
  await demand(db, 'contactId', named.contactId, sql`contact r where ${live} and ${seen(sql`r.reader_ids`)}`)
  await demand(
    db,
    'recipientId',
    named.recipientId,
    sql`contact r where ${live} and ${seen(sql`r.reader_ids`)}`,
  )
  await demand(
    db,
    'opportunityId',
    named.opportunityId,
    sql`opportunity r where ${live} and ${seen(sql`r.reader_ids`)}`,
  )
  await demand(db, 'projectId', named.projectId, sql`project r where ${live} and ${seen(sql`r.reader_ids`)}`)
  await demand(db, 'paymentTermId', named.paymentTermId, sql`payment_term r where r.retired_at is null`)
  if (named.lines) await checkLines(db, named.lines)
}

async function demand(
  db: Database<InvoicesDb>,
  path: string,
  id: string | null | undefined,
  found: RawBuilder<unknown>,
): Promise<void> {
  if (!id) return
  const { rows } = await sql`select 1 from ${found} and r.id = ${id}`.execute(db)
  if (rows.length === 0) throw invalid(path, 'unknown', 'There is no such record, or you may not see it.')
}

async function checkLines(
  db: Database<InvoicesDb>,
  lines: NonNullable<InvoiceChange['lines']>,
): Promise<void> {
  const ids = (field: 'itemId' | 'taxId') => lines.flatMap((line) => line[field] ?? [])
  const { rows } = await sql<{ id: string }>`
    select id from item where id = any(${uuids(ids('itemId'))}) and deleted_at is null
    union select id from tax where id = any(${uuids(ids('taxId'))})`.execute(db)
  const known = new Set(rows.map(({ id }) => id))
  const errors: FieldError[] = lines.flatMap((line, at) =>
    (['itemId', 'taxId'] as const).flatMap((field) => {
      const id = line[field]
      if (!id || known.has(id)) return []
      return [{ path: `lines.${at}.${field}`, code: 'unknown', message: 'There is no such record.' }]
    }),
  )
  if (errors.length > 0) throw new Problem('invalid', 'invalid', errors[0]?.message, errors)
}
