import { buffer } from 'node:stream/consumers'
import { sql } from 'kysely'
import sharp from 'sharp'
import type { By } from '#kernel/rights.ts'
import { readable, uuids } from '#platform/access.ts'
import type { Database } from '#platform/database.ts'
import type { Files } from '#platform/files.ts'
import type { ContactsDb } from './tables.ts'

export interface CardPicture {
  type: 'image/jpeg'
  base64: string
}

/** The pictures of these contacts as JPEG, which every address book reads, by contact; one that is lost is left out. */
export async function readCardPictures(
  db: Database<ContactsDb>,
  by: By,
  { ids, files }: { ids: readonly string[]; files: Files },
): Promise<Map<string, CardPicture>> {
  const { rows } = await sql<{ id: string; photoHash: string }>`
    select r.id, r.photo_hash as "photoHash" from contact r
    where r.id = any(${uuids(ids)}) and r.photo_hash is not null and ${readable(by, sql`r.reader_ids`)}`.execute(
    db,
  )
  const pictures = new Map<string, CardPicture>()
  for (const { id, photoHash } of rows) {
    const picture = await asJpeg(files, photoHash).catch(() => undefined)
    if (picture) pictures.set(id, { type: 'image/jpeg', base64: picture.toString('base64') })
  }
  return pictures
}

async function asJpeg(files: Files, hash: string): Promise<Buffer> {
  const bytes = await buffer(await files.open(hash))
  return sharp(bytes).flatten({ background: '#fff' }).jpeg({ quality: 88 }).toBuffer()
}
