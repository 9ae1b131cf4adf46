import { randomUUIDv7 } from 'node:crypto'
import type { z } from 'zod'
import { invalid, missing } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import type { Database, Tx } from '#platform/database.ts'
import { record } from '#platform/journal.ts'
import type { token, tokenShown } from '../user.ts'
import { newSecret } from './secrets.ts'
import type { UsersDb } from './tables.ts'

export function listTokens(db: Database<UsersDb>, by: By): Promise<z.infer<typeof token>[]> {
  return db
    .selectFrom('token')
    .select(['id', 'name', 'createdAt', 'lastUsedAt', 'expiresAt'])
    .where('userId', '=', by.id)
    .orderBy('createdAt', 'desc')
    .execute()
}

/** A personal token acts as its owner, with the owner's rights; the secret is shown this once. */
export async function createToken(
  tx: Tx<UsersDb>,
  by: By,
  input: { name: string; expiresAt?: string | null | undefined },
): Promise<z.infer<typeof tokenShown>> {
  if (input.expiresAt && Date.parse(input.expiresAt) < Date.now()) {
    throw invalid('expiresAt', 'past', 'The token would have ended already.')
  }
  const id = randomUUIDv7()
  const { secret, hash } = newSecret('kontor_')
  const row = await tx
    .insertInto('token')
    .values({
      id,
      tokenHash: hash,
      userId: by.id,
      name: input.name,
      lastUsedAt: null,
      expiresAt: input.expiresAt ?? null,
    })
    .returning(['id', 'name', 'createdAt', 'lastUsedAt', 'expiresAt'])
    .executeTakeFirstOrThrow()
  await record(tx, by, { action: 'token.created', kind: 'token', id, title: input.name, readers: [by.id] })
  return { ...row, token: secret }
}

export async function deleteToken(tx: Tx<UsersDb>, by: By, id: string): Promise<void> {
  const row = await tx
    .deleteFrom('token')
    .where('id', '=', id)
    .where('userId', '=', by.id)
    .returning('name')
    .executeTakeFirst()
  if (!row) throw missing()
  await record(tx, by, { action: 'token.deleted', kind: 'session', id, title: row.name, readers: [by.id] })
}
