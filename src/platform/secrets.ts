import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Config } from './config.ts'
import type { Database, Tx } from './database.ts'
import type { PlatformDb } from './tables.ts'

// What only Kontor itself may read lies sealed in the database (AES-256-GCM, NIST SP 800-38D). The key lies elsewhere:
// in KONTOR_SECRET, or in a file of the data folder. So a copy of the database alone gives nothing away.

/** The file in the data folder that holds the key of this installation. */
export const KEY_FILE = 'secret.key'

/** Keeps a text under a name, sealed, in place of what was there. */
export async function keepSecret(
  tx: Tx<PlatformDb>,
  config: Pick<Config, 'dataDir' | 'secret'>,
  name: string,
  text: string,
): Promise<void> {
  const sealed = seal(await instanceKey(config), name, text)
  await tx
    .insertInto('secret')
    .values({ name, sealed })
    .onConflict((c) => c.column('name').doUpdateSet({ sealed }))
    .execute()
}

/** The text of that name; undefined where there is none, or it was sealed with another key. */
export async function readSecret(
  db: Database<PlatformDb>,
  config: Pick<Config, 'dataDir' | 'secret'>,
  name: string,
): Promise<string | undefined> {
  const row = await db.selectFrom('secret').select('sealed').where('name', '=', name).executeTakeFirst()
  return row && unseal(await instanceKey(config), name, row.sealed)
}

/** Bound to its name, so that nothing sealed can stand in for something else. */
export function seal(key: Buffer, name: string, text: string): string {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(name))
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64')
}

/** Undefined when the key, the name or a single bit is another. */
export function unseal(key: Buffer, name: string, sealed: string): string | undefined {
  const bytes = Buffer.from(sealed, 'base64')
  if (bytes.length < 28) return undefined
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12), { authTagLength: 16 })
  decipher.setAAD(Buffer.from(name)).setAuthTag(bytes.subarray(12, 28))
  try {
    return decipher.update(bytes.subarray(28), undefined, 'utf8') + decipher.final('utf8')
  } catch {
    return undefined
  }
}

/** The key of this installation: made from KONTOR_SECRET, else read from its file, which is made at first use. */
export async function instanceKey({ dataDir, secret }: Pick<Config, 'dataDir' | 'secret'>): Promise<Buffer> {
  const source = secret ?? (await readOrMake(join(dataDir, KEY_FILE)))
  return Buffer.from(hkdfSync('sha256', source, '', 'kontor secrets', 32))
}

/** Whoever links the file first wins, so that two processes agree, and nobody reads half of it. */
async function readOrMake(path: string): Promise<string> {
  const known = await readFile(path, 'utf8').catch(unlessMissing)
  if (known) return known.trim()
  await mkdir(join(path, '..'), { recursive: true })
  const draft = `${path}.${randomBytes(6).toString('hex')}`
  await writeFile(draft, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600, flag: 'wx' })
  await link(draft, path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error
  })
  await rm(draft)
  return (await readFile(path, 'utf8')).trim()
}

function unlessMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error
}
