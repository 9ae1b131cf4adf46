import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { z } from 'zod'
import { Problem } from '#kernel/problem.ts'
import type { TableOf, Tx } from './database.ts'
import type { Call, Route } from './route.ts'

export const idempotencyTable = z.object({
  ownerId: z.string(),
  key: z.string(),
  fingerprint: z.string(),
  status: z.number(),
  body: z.string().nullable(),
  createdAt: z.string(),
})

export interface IdempotencyDb {
  idempotency: TableOf<typeof idempotencyTable, 'createdAt'>
}

interface Answer {
  status: number
  body: unknown
}

/**
 * Does `work` once per Idempotency-Key and user: a repetition gets the first answer. The key is written in the
 * transaction of the work, so both are there or neither, and a second request waits for the first.
 */
export async function once(
  tx: Tx<IdempotencyDb>,
  route: Route,
  call: Call<unknown, unknown, unknown>,
  work: () => Promise<Answer>,
): Promise<Answer> {
  const key = call.request.headers['idempotency-key']
  if (typeof key !== 'string' || route.method !== 'POST' || call.by.id === '') return work()
  if (key.length > 200)
    throw new Problem('invalid', 'bad_idempotency_key', 'Idempotency-Key: at most 200 characters.')
  const fingerprint = createHash('sha256')
    .update(
      JSON.stringify([route.method, call.request.url, call.body ?? null, call.files.map((f) => f.hash)]),
    )
    .digest('hex')
  const mine = { ownerId: call.by.id, key }
  const inserted = await tx
    .insertInto('idempotency')
    .values({ ...mine, fingerprint, status: 0, body: null })
    .onConflict((c) => c.doNothing())
    .returning('key')
    .executeTakeFirst()
  if (!inserted) return repeat(tx, mine, fingerprint)
  const answer = await work()
  const body = answer.body === undefined ? null : JSON.stringify(answer.body)
  await tx
    .updateTable('idempotency')
    .set({ status: answer.status, body })
    .where('ownerId', '=', mine.ownerId)
    .where('key', '=', key)
    .execute()
  return answer
}

async function repeat(
  tx: Tx<IdempotencyDb>,
  mine: { ownerId: string; key: string },
  fingerprint: string,
): Promise<Answer> {
  const first = await tx
    .selectFrom('idempotency')
    .select(['fingerprint', 'status', 'body'])
    .where('ownerId', '=', mine.ownerId)
    .where('key', '=', mine.key)
    .executeTakeFirstOrThrow()
  if (first.fingerprint !== fingerprint) {
    throw new Problem(
      'conflict',
      'idempotency_key_reused',
      'This Idempotency-Key was used for another request.',
    )
  }
  return { status: first.status, body: first.body === null ? undefined : JSON.parse(first.body) }
}

/** Forgets keys older than two days. */
export async function forgetKeys(tx: Tx<IdempotencyDb>): Promise<void> {
  await tx
    .deleteFrom('idempotency')
    .where(sql<boolean>`created_at < now() - interval '2 days'`)
    .execute()
}
