import { sql } from 'kysely'
import { randomUUIDv7 } from 'node:crypto'
import type { By } from '#kernel/rights.ts'
import type { Database, Tx } from '#platform/database.ts'
import type { DavAccess, Scope } from '../dav.ts'
import { listDavPasswords } from './passwords.ts'
import type { DavDb } from './tables.ts'

/** What `by` types into a program, and which passwords there are. */
export async function readDavAccess(
  db: Database<DavDb>,
  by: By,
  { publicUrl }: { publicUrl: string },
): Promise<DavAccess> {
  const { email } = await db
    .selectFrom('appUser')
    .select('email')
    .where('id', '=', by.id)
    .executeTakeFirstOrThrow()
  const book = await db
    .selectFrom('davCollection')
    .select('scope')
    .where('userId', '=', by.id)
    .where('name', '=', 'contacts')
    .executeTakeFirst()
  return {
    address: `${publicUrl}/dav/`,
    user: email,
    contacts: book?.scope ?? 'own',
    passwords: await listDavPasswords(db, by),
  }
}

/** Chooses whose contacts stand in the address book; programs see the difference when they ask next. */
export async function chooseContacts(tx: Tx<DavDb>, by: By, scope: Scope): Promise<void> {
  await tx
    .insertInto('davCollection')
    .values({ userId: by.id, name: 'contacts', id: randomUUIDv7(), seenAt: null, wholeAt: null, scope })
    .onConflict((c) => c.columns(['userId', 'name']).doUpdateSet({ scope, wholeAt: sql<null>`null` }))
    .execute()
}
