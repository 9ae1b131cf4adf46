import type { Contact } from '#features/contacts/contact.ts'
import { readCardPictures } from '#features/contacts/server/card-pictures.ts'
import { writeContact } from '#features/contacts/vcard/write-contact.ts'
import type { CardStyle } from '#features/contacts/vcard/write-contact.ts'
import type { ImportsDb } from '#features/imports/server/tables.ts'
import type { By } from '#kernel/rights.ts'
import { writeVCard } from '#kernel/vcard-write.ts'
import type { Database } from '#platform/database.ts'
import type { Files } from '#platform/files.ts'
import type { Names } from './choose-columns.ts'

interface Cards {
  version: '3' | '4'
  /** Where the pictures lie, when they are wanted. */
  files: Files | undefined
  /** For cards that hold everything; without them they are cards to hand on. */
  names?: Names
}

/** Contacts as vCards, piece by piece. */
export async function* writeCards(
  db: Database<ImportsDb>,
  by: By,
  pages: AsyncIterable<Contact[]> | Iterable<Contact[]>,
  { version, files, names }: Cards,
): AsyncGenerator<string> {
  const style: CardStyle = { version: `${version}.0`, language: by.language }
  for await (const contacts of pages) {
    const ids = contacts.map(({ id }) => id)
    const pictures = files && (await readCardPictures(db, by, { ids, files }))
    const cards = contacts.map((contact) =>
      writeVCard(writeContact(contact, style, { photo: pictures?.get(contact.id), internal: names })),
    )
    yield cards.join('')
  }
}
