import { sql } from 'kysely'
import webPush from 'web-push'
import { z } from 'zod'
import type { Config } from '#platform/config.ts'
import type { Database, Tx } from '#platform/database.ts'
import { keepSecret, readSecret } from '#platform/secrets.ts'
import type { NotificationsDb } from './tables.ts'

const NAME = 'push keys'
const pair = z.object({ publicKey: z.string(), privateKey: z.string() })
type Pair = z.infer<typeof pair>

/**
 * The pair of keys by which push services know this Kontor (VAPID, RFC 8292), made at first use. When they cannot be
 * read any more, as another key is in force, there are new ones: browsers have to subscribe again then.
 */
export async function pushKeys(db: Database<NotificationsDb>, config: Config): Promise<Pair> {
  return (await readPair(db, config)) ?? db.transaction().execute((tx) => makePair(tx, config))
}

async function makePair(tx: Tx<NotificationsDb>, config: Config): Promise<Pair> {
  await sql`select pg_advisory_xact_lock(hashtext(${NAME}))`.execute(tx)
  const known = await readPair(tx, config)
  if (known) return known
  const made = webPush.generateVAPIDKeys()
  await keepSecret(tx, config, NAME, JSON.stringify(made))
  await tx.deleteFrom('pushSubscription').execute()
  return made
}

async function readPair(db: Database<NotificationsDb>, config: Config): Promise<Pair | undefined> {
  const text = await readSecret(db, config, NAME)
  return text === undefined ? undefined : pair.parse(JSON.parse(text))
}
