import type { ItemStore } from '#connectors/groupware/groupware.ts'
import { makePicture } from '#features/contacts/server/make-picture.ts'
import type { Picture } from '#features/contacts/server/make-picture.ts'
import { readCardPictures } from '#features/contacts/server/card-pictures.ts'
import type { CardPhoto } from '#kernel/groupware/card-item.ts'
import { Problem } from '#kernel/problem.ts'
import { unpackAgreed } from '../../agreed.ts'
import type { OurRecord } from './our-side.ts'
import type { Link, RemoteItem, Run, SyncItem } from '../run.ts'

/** A picture as a link knows it: what it is with us once it was made anew, and the groupware's own mark. */
export interface KnownPhoto extends CardPhoto {
  there?: string
  /** The small one of ours made of theirs. */
  thumbnail?: string
}

/**
 * Servers make pictures anew, so their bytes say nothing. Ours are made of theirs in our own sizes, and those are
 * compared: the item then says our mark of its picture. Asked for only when the groupware's mark is another.
 */
export async function pictureOf(
  run: Run,
  store: ItemStore<SyncItem>,
  link: Pick<Link, 'agreed' | 'area'>,
  remote: RemoteItem,
): Promise<Picture | null | undefined> {
  if (link.area !== 'contact') return undefined
  const photo = remote.item['photo'] as KnownPhoto | null | undefined
  const known = unpackAgreed(link.agreed).theirs['photo'] as KnownPhoto | null | undefined
  if (!photo) {
    remote.item['photo'] = null
    return null
  }
  if (photo.there !== undefined) return undefined
  if (known?.there === photo.mark) {
    remote.item['photo'] = known
    return undefined
  }
  const picture = await readPicture(run, store, remote.id)
  remote.item['photo'] = picture
    ? { mark: picture.hash, thumbnail: picture.thumbnailHash, there: photo.mark }
    : (known ?? null)
  return picture
}

/** Writes our picture there, or takes theirs away. */
export async function pushPhoto(
  run: Run,
  store: ItemStore<SyncItem>,
  remote: RemoteItem,
  ours: OurRecord,
): Promise<RemoteItem> {
  const mark = (ours.item['photo'] as CardPhoto | null)?.mark
  if (!store.setPhoto) return remote
  const jpeg = (await readCardPictures(run.db, run.by, { ids: [ours.id], files: run.house.files })).get(
    ours.id,
  )
  if (mark !== undefined && !jpeg) return remote
  const photo =
    jpeg && mark !== undefined ? { type: jpeg.type, bytes: Buffer.from(jpeg.base64, 'base64') } : null
  const written = await store.setPhoto(remote.id, photo)
  const there = (written.item['photo'] as CardPhoto | null)?.mark
  return {
    ...written,
    item: { ...written.item, photo: photo && mark !== undefined ? { mark, there } : null },
  }
}

async function readPicture(run: Run, store: ItemStore<SyncItem>, id: string): Promise<Picture | undefined> {
  const photo = await store.photo?.(id)
  if (!photo) return undefined
  try {
    return await makePicture(Buffer.from(photo.bytes), run.house)
  } catch (error) {
    if (error instanceof Problem) return undefined
    throw error
  }
}
