import { contactHead, contactLine } from '#connectors/groupware/files/outlook-csv/write-contacts.ts'
import type { TableStyle } from '#connectors/groupware/files/outlook-csv/write-table.ts'
import type { Contact } from '#features/contacts/contact.ts'
import { itemOfContact } from '#features/sync/server/ours/our-contacts.ts'

/** Contacts as Outlook's table, piece by piece. */
export async function* writeContacts(
  pages: AsyncIterable<Contact[]>,
  style: TableStyle,
): AsyncGenerator<Buffer> {
  yield contactHead(style)
  for await (const contacts of pages)
    yield Buffer.concat(contacts.map((contact) => contactLine(itemOfContact(contact), style)))
}
