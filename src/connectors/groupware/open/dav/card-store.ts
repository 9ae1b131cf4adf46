import { editCard, editPhoto } from '#kernel/groupware/card/edit-card.ts'
import { photoOf } from '#kernel/groupware/card/card-photo.ts'
import { isOfSomebody, readCard } from '#kernel/groupware/card/read-card.ts'
import { writeCard } from '#kernel/groupware/card/write-card.ts'
import type { CardItem } from '#kernel/groupware/card-item.ts'
import { parseVCards } from '#kernel/vcard-read.ts'
import type { VCard } from '#kernel/vcard.ts'
import type { ItemStore } from '../../groupware.ts'
import type { DavClient } from './dav-client.ts'
import { openObjects } from './dav-objects.ts'
import { currentOf, openItemStore, readAgain } from './item-store.ts'
import { orNothing } from './object-kind.ts'
import type { ObjectKind } from './object-kind.ts'

/** The contact persons of one address book by CardDAV (RFC 6352), with their pictures. */
export function openCardStore(dav: DavClient, collectionId: string): ItemStore<CardItem> {
  const objects = openObjects(dav, collectionId, CARDS)
  return {
    ...openItemStore(dav, collectionId, CARDS),
    async photo(id) {
      const object = await objects.one(id)
      const card = object && cardIn(object.text)
      return card && photoOf(card.properties)
    },
    async setPhoto(id, photo) {
      const object = await objects.one(id)
      const current = await currentOf(objects, { id, etag: object?.etag ?? '' })
      const text = editPhoto(current.text, photo, { now: Date.now() })
      return readAgain(await objects.put(id, text, current.etag), CARDS)
    },
  }
}

const CARDS: ObjectKind<CardItem> = {
  service: 'carddav',
  component: undefined,
  type: 'text/vcard; charset=utf-8',
  extension: 'vcf',
  uidOf: ({ uid }) => uid,
  read(text) {
    const card = cardIn(text)
    // Lists of people stand in address books too.
    return card && isOfSomebody(card) ? orNothing(() => readCard(card)) : undefined
  },
  write: (item) => writeCard(item, { now: Date.now() }),
  edit: (text, item, fields) => editCard(text, item, fields, { now: Date.now() }),
}

function cardIn(text: string): VCard | undefined {
  return orNothing(() => parseVCards(text)[0])
}
