import type { Contact } from '@microsoft/microsoft-graph-types'
import type { CardItem, CardPhoto } from '#kernel/groupware/card-item.ts'
import { GroupwareError } from '../groupware-error.ts'
import type { ItemStore, Remote } from '../groupware.ts'
import { deltaChanges } from './delta-items.ts'
import { each, etagOf, present, query, withoutNulls } from './graph-entity.ts'
import type { Sent } from './graph-entity.ts'
import type { GraphCall } from './graph-call.ts'
import { EXPAND_MARKS, markedWith, marksIn, marksOf, propertiesOf } from './kontor-marks.ts'
import type { Marks } from './kontor-marks.ts'
import { noted } from './noted.ts'
import { readCard } from './read-card.ts'
import type { CardKept } from './read-card.ts'
import { cardBody, keptAfter } from './write-card.ts'

/** The folder every mailbox has; Graph does not list it. */
export const MAIN_CONTACTS = 'contacts'

interface InBook {
  call: GraphCall
  path: string
}

/** The contacts of one folder of Outlook's. */
export function contactStore(call: GraphCall, folderId: string): ItemStore<CardItem> {
  const path =
    folderId === MAIN_CONTACTS ? '/contacts' : `/contactFolders/${encodeURIComponent(folderId)}/contacts`
  const book: InBook = { call, path }
  const marks = noted(() => marksIn<CardKept>(call, path))
  const found = (id: string) => foundCard(book, id)
  const listed = async (contact: Sent<Contact>) => {
    const known = await marks.read()
    return remoteCard(book, contact, known.get(contact.id) ?? marksOf([]))
  }
  return {
    async changes(token, options) {
      if (token === null) marks.forget()
      const page = await deltaChanges(call, { link: `${path}/delta`, found, listed }, token, options)
      if (!page.more) marks.forget()
      return page
    },
    async get(ids) {
      return (await each(ids, found)).filter((one) => one !== undefined)
    },
    find: (uid) => findCard(book, uid),
    create: (item) => createCard(book, item),
    change: (remote, item, fields) => changeCard(book, remote, item, fields),
    remove: ({ id, etag }) => call.remove(at(id), etag),
    photo: (id) => call.bytes(`${at(id)}/photo/$value`),
    async setPhoto(id, photo) {
      if (photo) await call.hand('PUT', `${at(id)}/photo/$value`, photo.type, photo.bytes)
      else await call.remove(`${at(id)}/photo/$value`)
      return present(await found(id), id)
    },
  }
}

function at(id: string): string {
  return `/contacts/${encodeURIComponent(id)}`
}

async function remoteCard(
  { call }: InBook,
  contact: Sent<Contact>,
  marks: Marks<CardKept>,
): Promise<Remote<CardItem>> {
  const photo = await photoOf(call, contact.id)
  return { id: contact.id, etag: etagOf(contact), item: readCard(contact, marks, photo) }
}

function wholeContact({ call, path }: InBook, id: string): Promise<Sent<Contact> | undefined> {
  return call.find<Sent<Contact>>(`${path}/${encodeURIComponent(id)}?${query({ $expand: EXPAND_MARKS })}`)
}

async function foundCard(book: InBook, id: string): Promise<Remote<CardItem> | undefined> {
  const contact = await wholeContact(book, id)
  return contact && remoteCard(book, contact, marksOf(contact.singleValueExtendedProperties))
}

async function findCard(book: InBook, uid: string): Promise<Remote<CardItem> | undefined> {
  const options = query({ $filter: markedWith(uid), $select: 'id', $top: '1' })
  const first = await book.call.first<Sent<Contact>>(`${book.path}?${options}`)
  if (first) return foundCard(book, first.id)
  // What began in Outlook has no UID but its id, and none of those is an address.
  return uid.includes('@') ? undefined : foundCard(book, uid)
}

async function createCard(book: InBook, item: CardItem): Promise<Remote<CardItem>> {
  const there = await findCard(book, item.uid)
  if (there) return there
  const fields = Object.keys(item) as (keyof CardItem)[]
  const kept = keptAfter(item, fields, {}) ?? {}
  const made = await book.call.post<Sent<Contact>>(book.path, {
    ...withoutNulls(cardBody(item, fields)),
    singleValueExtendedProperties: propertiesOf({
      ...(item.kontorId === null ? {} : { kontorId: item.kontorId }),
      uid: item.uid,
      kept,
    }),
  })
  return present(await foundCard(book, made.id), made.id)
}

async function changeCard(
  book: InBook,
  { id, etag }: { id: string; etag: string },
  item: CardItem,
  fields: readonly (keyof CardItem)[],
): Promise<Remote<CardItem>> {
  const now = present(await wholeContact(book, id), id)
  if (etagOf(now) !== etag) throw new GroupwareError('stale', `contact ${id}`)
  const kept = keptAfter(item, fields, marksOf<CardKept>(now.singleValueExtendedProperties).kept)
  const properties = propertiesOf({
    ...(fields.includes('kontorId') ? { kontorId: item.kontorId } : {}),
    ...(kept ? { kept } : {}),
  })
  const body = cardBody(item, fields)
  if (properties.length > 0) body.singleValueExtendedProperties = properties
  if (Object.keys(body).length > 0) await book.call.patch(at(id), etag, body)
  return present(await foundCard(book, id), id)
}

/** What says which picture it is; null without one. */
async function photoOf(call: GraphCall, id: string): Promise<CardPhoto | null> {
  const photo = await call.find<{ '@odata.mediaEtag'?: string; id?: string }>(`${at(id)}/photo`)
  return photo ? { mark: photo['@odata.mediaEtag'] ?? photo.id ?? 'photo' } : null
}
