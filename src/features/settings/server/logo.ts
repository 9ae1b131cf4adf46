import { sql } from 'kysely'
import { invalid, missing } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import type { Database, Tx } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { MAX_PIXELS, inTurn, loadSharp, pictureRefusal } from '#platform/pictures.ts'
import type { Settings } from '../settings.ts'
import { SETTINGS_RECORD, changeSettings } from './settings.ts'
import type { SettingsDb } from './tables.ts'

/** A logo that is kept already: just made, or one the firm had before. */
export interface Logo {
  hash: string
  isNew?: true
}

/** Decodes what claims to be a picture and keeps it as PNG, so large that it is sharp at the head of a letter. */
export function makeLogo(content: Buffer, house: House): Promise<Logo> {
  return inTurn(async () => {
    const sharp = await loadSharp()
    const made = await sharp(content, { limitInputPixels: MAX_PIXELS, failOn: 'error' })
      .autoOrient()
      .resize({ width: 800, height: 300, fit: 'inside', withoutEnlargement: true })
      .png({ compressionLevel: 9 })
      .toBuffer()
      .catch((error: unknown) => {
        throw pictureRefusal(error)
      })
    const { hash } = await house.files.keep(made, { name: 'logo.png', type: 'image/png', limit: Infinity })
    return { hash, isNew: true }
  })
}

/** Gives the firm a logo, gives one back that it had, or takes it away. */
export async function changeLogo(
  tx: Tx<SettingsDb>,
  by: By,
  { logo, ifMatch }: { logo: Logo | null; ifMatch?: number | undefined },
): Promise<Settings & { version: number; updatedAt: string }> {
  if (logo && !logo.isNew && !(await isFormer(tx, logo.hash)))
    throw invalid('hash', 'unknown_picture', 'The firm had no such logo, or it is too long ago.')
  const patch = { firm: { logoHash: logo?.hash ?? null } }
  return changeSettings(tx, by, { patch, ifMatch, logo: true })
}

/** Which bytes are the logo. */
export async function readLogo(db: Database<SettingsDb>): Promise<{ hash: string; size: number }> {
  const row = await db
    .selectFrom('setting')
    .innerJoin('blob', 'blob.hash', 'setting.logoHash')
    .select(['blob.hash', 'blob.size'])
    .executeTakeFirst()
  if (!row) throw missing()
  return row
}

/** Whether the firm once had this logo and its bytes are still there; they are locked against being swept away. */
async function isFormer(tx: Tx<SettingsDb>, hash: string): Promise<boolean> {
  const had = JSON.stringify([{ field: 'firm', from: { logoHash: hash } }])
  const { rows } = await sql`
    select 1 from blob where hash = ${hash} and exists (
      select 1 from journal where record_id = ${SETTINGS_RECORD} and diff @> ${had}::jsonb)
    for key share`.execute(tx)
  return rows.length > 0
}
