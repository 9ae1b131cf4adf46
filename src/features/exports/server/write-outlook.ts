import { outlookHead, outlookLine } from '#connectors/groupware/files/outlook-csv/write-contacts.ts'
import type { Contact } from '#features/contacts/contact.ts'
import { itemOfContact } from '#features/sync/server/our-contacts.ts'

/** Contacts as Outlook's table, piece by piece. */
export async function* writeOutlook(
  pages: AsyncIterable<Contact[]>,
  language: 'de' | 'en',
): AsyncGenerator<Buffer> {
  yield outlookHead(language)
  for await (const contacts of pages)
    yield Buffer.concat(contacts.map((contact) => outlookLine(itemOfContact(contact), language)))
}
