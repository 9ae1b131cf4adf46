import { randomInt, randomUUIDv7 } from 'node:crypto'
import { hashSecret } from '#features/users/server/secrets.ts'
import { missing } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import type { Database, Tx } from '#platform/database.ts'
import { record } from '#platform/journal.ts'
import type { DavPassword, DavPasswordShown } from '../dav.ts'
import type { DavDb } from './tables.ts'

const SHOWN = ['id', 'name', 'createdAt', 'lastUsedAt', 'lastAgent'] as const

/** Own passwords for programs, newest first; what they are is not kept. */
export function listDavPasswords(db: Database<DavDb>, by: By): Promise<DavPassword[]> {
  return db
    .selectFrom('davPassword')
    .select(SHOWN)
    .where('userId', '=', by.id)
    .orderBy('createdAt', 'desc')
    .orderBy('id', 'desc')
    .execute()
}

/** Makes a password that opens `/dav/` and nothing else, with the rights of `by`; it is shown this once. */
export async function createDavPassword(
  tx: Tx<DavDb>,
  by: By,
  { name }: { name: string },
): Promise<DavPasswordShown> {
  const id = randomUUIDv7()
  const password = newPassword()
  const row = await tx
    .insertInto('davPassword')
    .values({ id, userId: by.id, name, secretHash: hashSecret(plainPassword(password)) })
    .returning(SHOWN)
    .executeTakeFirstOrThrow()
  await record(tx, by, {
    action: 'davPassword.created',
    kind: 'davPassword',
    id,
    title: name,
    readers: [by.id],
  })
  return { ...row, password }
}

/** Withdraws a password: the program that knows it finds nothing from now on. */
export async function deleteDavPassword(tx: Tx<DavDb>, by: By, id: string): Promise<void> {
  const row = await tx
    .deleteFrom('davPassword')
    .where('id', '=', id)
    .where('userId', '=', by.id)
    .returning('name')
    .executeTakeFirst()
  if (!row) throw missing()
  await record(tx, by, {
    action: 'davPassword.deleted',
    kind: 'davPassword',
    id,
    title: row.name,
    readers: [by.id],
  })
}

/** What is compared: people type it with blanks, in capitals, or without its dashes. */
export function plainPassword(typed: string): string {
  return typed.toLowerCase().replaceAll(/[\s-]/g, '')
}

/** Without what is mistaken for another letter on paper or on a phone. */
const LETTERS = 'abcdefghijkmnpqrstuvwxyz23456789'

/** Five times four letters, a hundred bits: as good as a token, and typed on a phone in a minute. */
function newPassword(): string {
  const group = () => Array.from({ length: 4 }, () => LETTERS[randomInt(LETTERS.length)]).join('')
  return Array.from({ length: 5 }, group).join('-')
}
