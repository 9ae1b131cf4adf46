import { createContact } from '#features/contacts/server/create-contact.ts'
import { changeContact } from '#features/contacts/server/change-contact.ts'
import { changePhoto } from '#features/contacts/server/change-photo.ts'
import { readCardPictures } from '#features/contacts/server/card-pictures.ts'
import { deleteContact } from '#features/contacts/server/delete-contact.ts'
import { makePicture } from '#features/contacts/server/make-picture.ts'
import type { Picture } from '#features/contacts/server/make-picture.ts'
import type { ContactsDb } from '#features/contacts/server/tables.ts'
import { readContact as readRecord, readContacts } from '#features/contacts/server/read-contacts.ts'
import type { Contact } from '#features/contacts/contact.ts'
import { readContact } from '#features/contacts/vcard/read-contact.ts'
import type { ReadCard } from '#features/contacts/vcard/read-contact.ts'
import { Problem } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import { parseVCards } from '#kernel/vcard-read.ts'
import { textOf } from '#kernel/vcard.ts'
import type { Tx } from '#platform/database.ts'
import { changeFromCard, newFromCard } from '../../card/card-change.ts'
import { cardText } from '../../card/card-text.ts'
import { refusal } from '../../refusal.ts'
import type { Resource } from '../collection.ts'
import type { Objects, Reading, Ready } from './objects.ts'
import type { DavDb } from '../tables.ts'

/** Contacts as cards (vCard 3.0 and 4.0, RFC 6352). */
export const cards: Objects = {
  texts: cardTexts,
  async prepare(reading, text, resource) {
    const { card, uid } = readSent(text)
    const shown = resource && (await cardTexts(reading, [resource])).get(resource.recordId)
    const was = shown === undefined ? undefined : readCardText(shown)
    const picture = await pictureOf(reading, card, was)
    return { uid, write: (tx, by, held) => writeCard(tx, by, { card, picture, held, was }) } satisfies Ready
  },
  remove: (tx, by, { recordId }) => deleteContact(tx, by, { id: recordId }),
}

async function cardTexts(
  { db, by, house }: Reading,
  resources: readonly Resource[],
): Promise<Map<string, string>> {
  const contacts = await readContacts(
    db,
    by,
    resources.map(({ recordId }) => recordId),
  )
  const byId = new Map(contacts.map((contact) => [contact.id, contact]))
  const isSame = ({ raw, photo, recordId }: Resource) =>
    raw !== null && photo === (byId.get(recordId)?.photo ?? null)
  const drawn = resources.filter((one) => byId.get(one.recordId)?.photo && !isSame(one))
  const ids = drawn.map(({ recordId }) => recordId)
  const pictures = ids.length === 0 ? undefined : await readCardPictures(db, by, { ids, files: house.files })
  return new Map(
    resources.flatMap((resource) => {
      const { recordId, raw, uid } = resource
      const contact = byId.get(recordId)
      if (!contact || contact.deletedAt !== null) return []
      const photo = pictures?.get(recordId)
      const samePhoto = isSame(resource)
      return [[recordId, cardText(raw, { contact, uid, language: by.language, photo, samePhoto })]]
    }),
  )
}

function readCardText(text: string): ReadCard | undefined {
  const [card] = parseVCards(text)
  return card && readContact(card)
}

/** One card with a name and a UID (RFC 6352, 5.1 and 6.3.2.1), of a version we announce. */
function readSent(text: string): { card: ReadCard; uid: string } {
  const found = parseVCards(text)
  const [card] = found
  if (!card || found.length !== 1 || !/^BEGIN:VCARD\r?\n/i.test(text)) {
    throw refusal('A:valid-address-data', { detail: 'One vCard, please.' })
  }
  if (card.version === '2.1')
    throw refusal('A:supported-address-data', { detail: 'vCard 3.0 or 4.0, please.' })
  const line = card.properties.find(({ name }) => name === 'UID')
  const uid = line && textOf(line)
  if (!uid || uid.length > 1000) throw refusal('A:valid-address-data', { detail: 'A card needs a UID.' })
  const read = readContact(card)
  if (!read)
    throw refusal('A:valid-address-data', { detail: 'A card of a person or a firm, please; no group.' })
  return { card: read, uid }
}

/** Another picture than the one shown; null: there is none any more; undefined: as it was, or none at all that can be shown. */
async function pictureOf(
  { house }: Reading,
  sent: ReadCard,
  shown: ReadCard | undefined,
): Promise<Picture | null | undefined> {
  const [is, was] = [sent.photo?.base64, shown?.photo?.base64]
  if (is === was) return undefined
  if (is === undefined) return null
  try {
    return await makePicture(Buffer.from(is, 'base64'), house)
  } catch (error) {
    // The card keeps it all the same.
    if (error instanceof Problem) return undefined
    throw error
  }
}

interface Writing {
  card: ReadCard
  picture: Picture | null | undefined
  held: Resource | undefined
  was: ReadCard | undefined
}

async function writeCard(tx: Tx<DavDb>, by: By, { card, picture, held, was }: Writing) {
  // Another program was quicker: what it made is not made twice.
  if (held && !was) throw new Problem('stale', 'stale', 'It is there already.')
  const contact =
    held && was ? await change(tx, by, held, { card, was }) : await createContact(tx, by, newFromCard(card))
  const after = picture === undefined ? contact : await changePhoto(tx, by, { id: contact.id, picture })
  return { kind: 'contact' as const, id: contact.id, photo: after.photo }
}

async function change(
  tx: Tx<DavDb>,
  by: By,
  held: Resource,
  { card, was }: { card: ReadCard; was: ReadCard },
): Promise<Contact> {
  const id = held.recordId
  const contact = await readRecord(tx as Tx<ContactsDb>, by, id)
  const before = held.raw === null ? undefined : readCardText(held.raw)
  const said = changeFromCard({ sent: card, shown: was, before }, contact)
  return Object.keys(said).length === 0 ? contact : changeContact(tx, by, { id, change: said })
}
