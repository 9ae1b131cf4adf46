import { randomUUIDv7 } from 'node:crypto'
import { buffer } from 'node:stream/consumers'
import { sql } from 'kysely'
import { openFiles } from '#connectors/groupware/files/open-files.ts'
import type { BroughtFile } from '#connectors/groupware/files/open-files.ts'
import type { FileReader } from '#connectors/groupware/files/read-file.ts'
import type { Groupware } from '#connectors/groupware/groupware.ts'
import { readCountry } from '#features/settings/server/settings.ts'
import { missing } from '#kernel/problem.ts'
import { zoneOfCountry } from '#kernel/time-zone.ts'
import type { By } from '#kernel/rights.ts'
import { uuids } from '#platform/access.ts'
import type { Database, Tx } from '#platform/database.ts'
import { json } from '#platform/database.ts'
import type { Files, StoredFile } from '#platform/files.ts'
import type { House } from '#platform/house.ts'
import type { AccountRow } from './account-row.ts'
import { createAccount } from './save-account.ts'
import type { GroupwareDb } from './tables.ts'

type Counts = BroughtFile['counts']

/** The account under which somebody's files stand; it comes into being with the first of them, and nothing of it runs. */
export async function fileAccount(
  tx: Tx<GroupwareDb>,
  by: By,
  { config }: Pick<House, 'config'>,
): Promise<string> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`file account ${by.id}`}, 0))`.execute(tx)
  const known = await tx
    .selectFrom('groupwareAccount')
    .select('id')
    .where('ownerId', '=', by.id)
    .where('kind', '=', 'file')
    .orderBy('id')
    .executeTakeFirst()
  return known?.id ?? (await createAccount(tx, by, { input: { kind: 'file' }, config })).id
}

/** Keeps a file of which it is known what it holds, as a collection of every area. */
export async function keepBrought(
  tx: Tx<GroupwareDb>,
  { accountId, stored, counts }: { accountId: string; stored: StoredFile; counts: Counts },
): Promise<{ id: string; collections: string[] }> {
  const id = randomUUIDv7()
  const collections: string[] = []
  const { name, hash, size } = stored
  await tx
    .insertInto('groupwareFile')
    .values({ id, accountId, name, hash, size, counts: json(counts) })
    .execute()
  for (const area of ['mail', 'task', 'appointment'] as const)
    if (counts[area] > 0) {
      const row = { id: randomUUIDv7(), accountId, area, remoteId: id, name, main: false, writable: false }
      await tx.insertInto('groupwareCollection').values(row).execute()
      collections.push(row.id)
    }
  return { id, collections }
}

/** Collections of own files, in the order they were brought; a file that is not there, or another's, is missing. */
export async function collectionsOfFiles(
  tx: Tx<GroupwareDb>,
  by: By,
  ids: readonly string[],
): Promise<{ accountId: string; collections: { id: string; area: keyof Counts }[] }> {
  const rows = await tx
    .selectFrom('groupwareFile as f')
    .innerJoin('groupwareAccount as a', 'a.id', 'f.accountId')
    .select(['f.id', 'f.accountId'])
    .where(sql<boolean>`f.id = any(${uuids([...ids])})`)
    .where('a.ownerId', '=', by.id)
    .execute()
  const [first] = rows
  if (!first || rows.length < new Set(ids).size) throw missing()
  const collections = await tx
    .selectFrom('groupwareCollection')
    .select(['id', 'area'])
    .where('accountId', '=', first.accountId)
    .where(sql<boolean>`remote_id = any(${[...ids]}::text[])`)
    .orderBy('id')
    .execute()
  return { accountId: first.accountId, collections }
}

/** The files of an account as a groupware that can be read. */
export async function openBrought(
  { db, files }: Pick<House, 'files'> & { db: Database<GroupwareDb> },
  { id, ownerId }: Pick<AccountRow, 'id' | 'ownerId'>,
): Promise<Groupware> {
  const rows = await db
    .selectFrom('groupwareFile')
    .select(['id', 'name', 'hash', 'counts'])
    .where('accountId', '=', id)
    .orderBy('id')
    .execute()
  const brought = rows.map(({ hash, ...file }) => ({ ...file, bytes: () => bytesOf(files, hash) }))
  return openFiles(brought, await fileReader(db, ownerId))
}

/** How the files of somebody are read: their language, their own addresses, and where times without a zone are meant. */
export async function fileReader(db: Database<GroupwareDb>, userId: string): Promise<FileReader> {
  const user = await db
    .selectFrom('appUser')
    .select(['email', 'language'])
    .where('id', '=', userId)
    .executeTakeFirst()
  const accounts = await db
    .selectFrom('groupwareAccount')
    .select('address')
    .where('ownerId', '=', userId)
    .where('address', '<>', '')
    .execute()
  return {
    zone: zoneOfCountry(await readCountry(db)),
    language: user?.language ?? 'de',
    self: [...(user ? [user.email] : []), ...accounts.map(({ address }) => address)],
  }
}

export async function bytesOf(files: Pick<Files, 'open'>, hash: string): Promise<Uint8Array> {
  return buffer(await files.open(hash))
}
