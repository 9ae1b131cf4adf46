import type { Contact } from '@microsoft/microsoft-graph-types'
import type { CardItem, CardPhoto } from '#kernel/groupware/card-item.ts'
import { GroupwareError } from '../groupware-error.ts'
import type { ItemStore, Remote } from '../groupware.ts'
import { deltaChanges } from './delta-items.ts'
import { each, etagOf, query, present } from './graph-entity.ts'
import type { Sent } from './graph-entity.ts'
import type { GraphCall } from './graph-call.ts'
import { EXPAND_MARKS, markedWith, marksOf, propertiesOf } from './kontor-marks.ts'
import type { Marks } from './kontor-marks.ts'
import { readCard } from './read-card.ts'
import type { CardKept } from './read-card.ts'
import { cardBody, keptAfter } from './write-card.ts'

/** The folder every mailbox has; Graph does not list it. */
export const MAIN_CONTACTS = 'contacts'

/** The contacts of one folder of Outlook's. */
export function contactStore(call: GraphCall, folderId: string): ItemStore<CardItem> {
  const path =
    folderId === MAIN_CONTACTS ? '/contacts' : `/contactFolders/${encodeURIComponent(folderId)}/contacts`
  const at = (id: string) => `/contacts/${encodeURIComponent(id)}`
  let marked: Promise<Map<string, Marks<CardKept>>> | undefined

  const remote = async (contact: Sent<Contact>, marks: Marks<CardKept>): Promise<Remote<CardItem>> => ({
    id: contact.id,
    etag: etagOf(contact),
    item: readCard(contact, marks, await photoOf(call, at(contact.id))),
  })
  const whole = (id: string) =>
    call.find<Sent<Contact>>(`${path}/${encodeURIComponent(id)}?${query({ $expand: EXPAND_MARKS })}`)
  const found = async (id: string) => {
    const contact = await whole(id)
    return contact && remote(contact, marksOf(contact.singleValueExtendedProperties))
  }

  const store: Required<Omit<ItemStore<CardItem>, 'unsaid'>> = {
    async changes(token, options) {
      const listed = async (contact: Sent<Contact>) => {
        marked ??= allMarks(call, path)
        return remote(contact, (await marked).get(contact.id) ?? marksOf([]))
      }
      const page = await deltaChanges<Contact, CardItem>(
        call,
        { link: `${path}/delta`, found, listed },
        token,
        options,
      )
      if (!page.more) marked = undefined
      return page
    },
    async get(ids) {
      return (await each(ids, found)).filter((one) => one !== undefined)
    },
    async find(uid) {
      const options = query({ $filter: markedWith(uid), $select: 'id', $top: '1' })
      const first = await call.first<Sent<Contact>>(`${path}?${options}`)
      // What began in Outlook has no UID but its id, and none of those is an address.
      return first ? found(first.id) : uid.includes('@') ? undefined : found(uid)
    },
    async create(item) {
      const there = await store.find(item.uid)
      if (there) return there
      const fields = Object.keys(item) as (keyof CardItem)[]
      const kept = keptAfter(item, fields, {}) ?? {}
      const made = await call.post<Sent<Contact>>(path, {
        ...cardBody(item, fields),
        singleValueExtendedProperties: propertiesOf({ kontorId: item.kontorId, uid: item.uid, kept }),
      })
      return present(await found(made.id), made.id)
    },
    async change({ id, etag }, item, fields) {
      const now = await whole(id)
      if (!now) throw new GroupwareError('not-found', `contact ${id}`)
      const kept = keptAfter(item, fields, marksOf<CardKept>(now.singleValueExtendedProperties).kept)
      const properties = propertiesOf({
        ...(fields.includes('kontorId') ? { kontorId: item.kontorId } : {}),
        ...(kept ? { kept } : {}),
      })
      await call.patch(at(id), etag, {
        ...cardBody(item, fields),
        ...(properties.length > 0 ? { singleValueExtendedProperties: properties } : {}),
      })
      return present(await found(id), id)
    },
    remove: ({ id, etag }) => call.remove(at(id), etag),
    photo: (id) => call.bytes(`${at(id)}/photo/$value`),
    async setPhoto(id, photo) {
      if (photo) await call.hand('PUT', `${at(id)}/photo/$value`, photo.type, photo.bytes)
      else await call.remove(`${at(id)}/photo/$value`)
      return present(await found(id), id)
    },
  }
  return store
}

/** What says which picture it is; null without one. */
async function photoOf(call: GraphCall, path: string): Promise<CardPhoto | null> {
  const photo = await call.find<{ '@odata.mediaEtag'?: string; id?: string }>(`${path}/photo`)
  return photo ? { mark: photo['@odata.mediaEtag'] ?? photo.id ?? 'photo' } : null
}

async function allMarks(call: GraphCall, path: string): Promise<Map<string, Marks<CardKept>>> {
  const options = query({ $select: 'id', $expand: EXPAND_MARKS, $top: '250' })
  const found = new Map<string, Marks<CardKept>>()
  for await (const one of call.all<Sent<Contact>>(`${path}?${options}`)) {
    if (one.singleValueExtendedProperties?.length)
      found.set(one.id, marksOf(one.singleValueExtendedProperties))
  }
  return found
}
