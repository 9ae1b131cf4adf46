import { sql } from 'kysely'
import { z } from 'zod'
import type { By } from '#kernel/rights.ts'
import type { Database, Tx } from '#platform/database.ts'
import type { Label } from '../label.ts'
import { createLabel } from './labels.ts'
import type { LabelsDb } from './tables.ts'

type Scope = Label['scope']

/** Each tag once, in the order they are shown in. */
export function tagsInOrder(names: readonly string[]): string[] {
  const tags = [...new Map(names.map((name) => [name.toLowerCase(), name])).values()]
  return tags.toSorted((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1))
}

/** The ids of these tags; what is not in the list of this scope yet is added to it. */
export async function tagIds<T extends LabelsDb>(
  tx: Tx<T>,
  by: By,
  { scope, names }: { scope: Scope; names: readonly string[] },
): Promise<string[]> {
  const ids: string[] = []
  for (const name of names) {
    const { rows } = await sql<{ id: string }>`
      select id from label where list = 'tags' and scope = ${scope} and lower(name) = lower(${name})`.execute(
      tx,
    )
    const input = { name, scope }
    ids.push(rows[0]?.id ?? (await createLabel(tx as never, by, { list: 'tags', uses: [], input })).id)
  }
  return ids.toSorted()
}

const NO_TAG = '00000000-0000-0000-0000-000000000000'

/** The tag of this name or id, for a filter; an id that nothing has where there is none. */
export async function tagIdOf<T>(db: Database<T>, scope: Scope, nameOrId: string): Promise<string> {
  if (z.uuid().safeParse(nameOrId).success) return nameOrId
  const { rows } = await sql<{ id: string }>`
    select id from label where list = 'tags' and scope = ${scope} and lower(name) = lower(${nameOrId})`.execute(
    db,
  )
  return rows[0]?.id ?? NO_TAG
}
