import { sql } from 'kysely'
import { Problem, invalid } from '#kernel/problem.ts'
import { mayChange, readersOf } from '#kernel/rights.ts'
import type { By } from '#kernel/rights.ts'
import type { Tx } from '#platform/database.ts'
import { record } from '#platform/journal.ts'
import type { Contact } from '../contact.ts'
import type { Picture } from './make-picture.ts'
import { lockContact, readContact } from './read-contacts.ts'
import type { ContactsDb } from './tables.ts'

/**
 * Gives the contact a picture: a new one, one it had before (only its hash), or none. The one it has is kept for a
 * while, so that the change can be taken back by its hash in the audit trail.
 */
export async function changePhoto(
  tx: Tx<ContactsDb>,
  by: By,
  {
    id,
    picture,
    ifMatch,
  }: { id: string; picture: Picture | { hash: string } | null; ifMatch?: number | undefined },
): Promise<Contact> {
  const contact = await lockContact(tx, by, id)
  if (!mayChange(by, contact)) throw new Problem('forbidden', 'forbidden', 'You may not change this contact.')
  if (ifMatch !== undefined && ifMatch !== contact.version) {
    throw new Problem('stale', 'stale', 'Somebody else changed this contact in the meantime.')
  }
  const before = await picturesOf(tx, id)
  if ((before?.hash ?? null) === (picture?.hash ?? null)) return contact
  const after = picture && ('thumbnailHash' in picture ? picture : await formerPicture(tx, id, picture.hash))
  if (before) await keepFormer(tx, id, before)
  await tx
    .updateTable('contact')
    .set({
      photoHash: after?.hash ?? null,
      thumbnailHash: after?.thumbnailHash ?? null,
      updatedBy: by.id,
      updatedAt: sql<string>`now()`,
      version: contact.version + 1,
    })
    .where('id', '=', id)
    .execute()
  await record(tx, by, {
    action: 'contact.changed',
    kind: 'contact',
    id,
    title: contact.displayName,
    diff: [{ field: 'photo', from: before?.hash ?? null, to: after?.hash ?? null }],
    version: contact.version + 1,
    readers: readersOf(contact),
  })
  return readContact(tx, by, id)
}

async function picturesOf(tx: Tx<ContactsDb>, id: string): Promise<Picture | undefined> {
  const { photoHash, thumbnailHash } = await tx
    .selectFrom('contact')
    .select(['photoHash', 'thumbnailHash'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  return photoHash && thumbnailHash ? { hash: photoHash, thumbnailHash } : undefined
}

async function formerPicture(tx: Tx<ContactsDb>, contactId: string, hash: string): Promise<Picture> {
  const row = await tx
    .selectFrom('formerPicture')
    .select(['photoHash as hash', 'thumbnailHash'])
    .where('contactId', '=', contactId)
    .where('photoHash', '=', hash)
    .executeTakeFirst()
  if (!row)
    throw invalid('hash', 'unknown_picture', 'This contact had no such picture, or it is too long ago.')
  return row
}

/** Keeps a picture that is not the contact's for a while, as one it can be given by its hash; bytes that are gone are gone. */
export async function keepFormer(tx: Tx<ContactsDb>, contactId: string, picture: Picture): Promise<void> {
  const { hash, thumbnailHash } = picture
  await sql`
    insert into former_picture (contact_id, photo_hash, thumbnail_hash)
    select ${contactId}, p.hash, t.hash from blob p, blob t where p.hash = ${hash} and t.hash = ${thumbnailHash}
    on conflict (contact_id, photo_hash) do update set replaced_at = now()`.execute(tx)
}
