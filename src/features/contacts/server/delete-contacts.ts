import { sql } from 'kysely'
import { Problem, missing } from '#kernel/problem.ts'
import { mayChange, mayRead } from '#kernel/rights.ts'
import type { By, Visibility } from '#kernel/rights.ts'
import { uuids } from '#platform/access.ts'
import type { Tx } from '#platform/database.ts'
import { moveToBin } from './bin-contacts.ts'
import type { Movable } from './bin-contacts.ts'
import type { ContactsDb } from './tables.ts'

/**
 * Moves many contacts to the bin as one after the other would be, in few statements; each comes back alone. Each id
 * gets its answer, in their order.
 */
export async function deleteContacts(
  tx: Tx<ContactsDb>,
  by: By,
  ids: readonly string[],
): Promise<('deleted' | Problem)[]> {
  const { rows } = await sql<Row>`
    select id, display_name, reader_ids, version, visibility, manager_ids as managers from contact
    where id = any(${uuids(ids)}) and deleted_at is null order by id for update`.execute(tx)
  const found = new Map(rows.map((row) => [row.id, row]))
  const answers = ids.map((id) => answer(by, found.get(id)))
  const gone = answers.flatMap((one) => (one instanceof Problem ? [] : [one]))
  await moveToBin(tx, by, gone)
  return answers.map((one) => (one instanceof Problem ? one : 'deleted'))
}

interface Row extends Movable {
  visibility: Visibility
  managers: string[]
}

function answer(by: By, row: Row | undefined): Row | Problem {
  if (!row || !mayRead(by, row)) return missing()
  return mayChange(by, row) ? row : new Problem('forbidden', 'forbidden', 'You may not delete this contact.')
}
