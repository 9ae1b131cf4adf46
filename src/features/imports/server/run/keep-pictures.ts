import { sql } from 'kysely'
import { changePhoto } from '#features/contacts/server/change-photo.ts'
import { makePicture } from '#features/contacts/server/make-picture.ts'
import type { Picture } from '#features/contacts/server/make-picture.ts'
import { Problem } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import type { Tx } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import type { Outcome } from './outcome.ts'
import { readRecords } from '../file/read-records.ts'
import type { FileRecord, SourceFile } from '../file/read-records.ts'
import type { ImportsDb } from '../tables.ts'

/** The records with their pictures in our own sizes, one at a time; a dry run keeps none. What is no picture is left out. */
export async function* keepPictures(
  records: AsyncIterable<FileRecord>,
  { house, dryRun }: { house: House; dryRun: boolean },
): AsyncGenerator<FileRecord> {
  for await (const { photo, ...record } of records) {
    yield photo && !dryRun ? { ...record, picture: await pictureOf(photo, house) } : record
  }
}

/** Rows that were left out know their text only: their pictures are fetched from the file once more. */
export async function withPictures<R extends FileRecord>(
  rows: readonly R[],
  file: SourceFile,
  house: House,
): Promise<R[]> {
  if (file.format !== 'vcard') return [...rows]
  const waiting = new Set(rows.map(({ number }) => number))
  const pictures = new Map<number, Picture | undefined>()
  for await (const { number, photo } of readRecords(house.files, file)) {
    if (waiting.delete(number) && photo) pictures.set(number, await pictureOf(photo, house))
    if (waiting.size === 0) break
  }
  return rows.map((row) => ({ ...row, picture: pictures.get(row.number) }))
}

async function pictureOf(photo: Buffer, house: House): Promise<Picture | undefined> {
  try {
    return await makePicture(photo, house)
  } catch (error) {
    if (error instanceof Problem) return undefined
    throw error
  }
}

/** Gives new contacts the pictures of their cards, and others only where they have none. */
export async function writePictures(
  tx: Tx<ImportsDb>,
  by: By,
  records: readonly FileRecord[],
  outcomes: readonly Outcome[],
): Promise<void> {
  for (const [at, { picture }] of records.entries()) {
    const { state, contactId = null } = outcomes[at] ?? {}
    if (!picture || contactId === null) continue
    if (state === 'created') {
      await tx
        .updateTable('contact')
        .set({ photoHash: picture.hash, thumbnailHash: picture.thumbnailHash })
        .where('id', '=', contactId)
        .execute()
    } else if (state === 'updated' && (await hasNone(tx, contactId))) {
      await changePhoto(tx, by, { id: contactId, picture })
    }
  }
}

async function hasNone(tx: Tx<ImportsDb>, id: string): Promise<boolean> {
  const { rows } = await sql`select 1 from contact where id = ${id} and photo_hash is null`.execute(tx)
  return rows.length > 0
}
