import { sql } from 'kysely'
import type { Picture } from '#features/contacts/server/make-picture.ts'
import { createContact } from '#features/contacts/server/create-contact.ts'
import { readContact } from '#features/contacts/server/read-contacts.ts'
import type { ContactNew } from '#features/contacts/contact.ts'
import { refuseDuplicate } from '#features/duplicates/server/refuse-duplicate.ts'
import { absorb } from '#features/sync/server/pull/absorb.ts'
import { makeLink } from '#features/sync/server/links.ts'
import { contactOf } from '#features/sync/server/ours/our-contacts.ts'
import type { CollectionRow, RemoteItem, Run } from '#features/sync/server/run.ts'
import { holdAccount } from '#features/sync/server/sync-account.ts'
import { isInStep } from '#features/sync/server/switch-contact.ts'
import type { CardItem } from '#kernel/groupware/card-item.ts'
import { Problem } from '#kernel/problem.ts'
import type { Database, Tx } from '#platform/database.ts'
import type { CardChoice, OfferState } from '../../people-import.ts'
import type { PeopleDb } from './tables.ts'

export type Book = Pick<CollectionRow, 'id' | 'remoteId' | 'round' | 'role'>

interface Taking {
  id: string
  book: Book
  /** The card as it is now; undefined when it is there no more. */
  remote: RemoteItem | undefined
  picture: Picture | null | undefined
}

/**
 * Makes a contact of a chosen card, or links it with the one that was chosen, and keeps both in step from then on. Who
 * is surely there already is not made a second time. What became of the card stands in its row.
 */
export async function takeCard(tx: Tx<PeopleDb>, run: Run, taking: Taking): Promise<void> {
  await holdAccount(tx, run.account.id)
  const offer = await tx
    .selectFrom('cardOffer')
    .selectAll()
    .where('id', '=', taking.id)
    .where('state', '=', 'chosen')
    .forUpdate()
    .executeTakeFirst()
  if (!offer) return
  const { remote } = taking
  if (!remote) return settle(tx, offer.id, { state: 'gone' })
  const linked = await tx
    .selectFrom('groupwareLink')
    .select(['id', 'recordId', 'state'])
    .where('accountId', '=', run.account.id)
    .where('area', '=', 'contact')
    .where('remoteId', '=', remote.id)
    .executeTakeFirst()
  if (linked && linked.state !== 'goneHere')
    return settle(tx, offer.id, { state: 'linked', contactId: linked.recordId })
  if (linked) await tx.deleteFrom('groupwareLink').where('id', '=', linked.id).execute()
  const choice = offer.choice ?? {}
  await sql`savepoint taking_card`.execute(tx)
  try {
    const contactId = choice.contactId ?? (await make(tx, run, remote, choice))
    await tie(tx, run, { ...taking, remote, contactId, isNew: choice.contactId === undefined })
    await sql`release savepoint taking_card`.execute(tx)
    await settle(tx, offer.id, { state: choice.contactId === undefined ? 'imported' : 'linked', contactId })
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    await sql`rollback to savepoint taking_card`.execute(tx)
    const state = error.code === 'duplicate' ? 'duplicate' : 'failed'
    await settle(tx, offer.id, { state, fault: error.errors[0]?.code ?? error.code })
  }
}

async function make(tx: Tx<PeopleDb>, run: Run, remote: RemoteItem, choice: CardChoice): Promise<string> {
  const plain = contactOf(remote.item as unknown as CardItem)
  const input: ContactNew = plain.kind === 'company' ? plain : { ...plain, ...employerOf(choice) }
  await refuseDuplicate(tx, run.by, input, 'sure')
  return (await createContact(tx, run.by, input)).id
}

function employerOf({ companyId, companyName }: CardChoice): Partial<ContactNew> {
  return companyId === undefined ? { companyName: companyName ?? null } : { companyId, companyName: null }
}

async function tie(
  tx: Tx<PeopleDb>,
  run: Run,
  {
    book,
    remote,
    picture,
    contactId,
    isNew,
  }: Taking & { remote: RemoteItem; contactId: string; isNew: boolean },
): Promise<void> {
  const { companyName } = await readContact(tx as Database<PeopleDb>, run.by, contactId)
  await makeRoom(tx, run, contactId)
  if (book.role !== 'sync')
    await tx.updateTable('groupwareCollection').set({ role: 'sync' }).where('id', '=', book.id).execute()
  const link = await makeLink(tx, {
    accountId: run.account.id,
    collectionId: book.id,
    area: 'contact',
    recordKind: 'contact',
    recordId: contactId,
    remoteId: remote.id,
    uid: remote.item.uid,
    origin: isNew ? 'theirs' : 'matched',
    round: book.round,
  })
  // Which company it is was said just now, whatever each side calls it.
  const agreed = { ours: { company: companyName ?? '' }, theirs: { company: remote.item['company'] } }
  await absorb(tx, run, { link, remote, agreed, picture, round: book.round })
}

/** A contact has one card in an account; what is left of an earlier one makes room. */
async function makeRoom(tx: Tx<PeopleDb>, run: Run, contactId: string): Promise<void> {
  const former = await tx
    .selectFrom('groupwareLink')
    .select(['id', 'state', 'fault', 'remoteId'])
    .where('accountId', '=', run.account.id)
    .where('recordKind', '=', 'contact')
    .where('recordId', '=', contactId)
    .forUpdate()
    .executeTakeFirst()
  if (!former) return
  const isTaken = isInStep(former) && (former.remoteId !== null || former.fault !== null)
  if (isTaken) throw new Problem('conflict', 'cards.linked_already', 'This contact has another card already.')
  await tx.deleteFrom('groupwareLink').where('id', '=', former.id).execute()
}

function settle(
  tx: Tx<PeopleDb>,
  id: string,
  {
    state,
    contactId = null,
    fault = null,
  }: { state: OfferState; contactId?: string | null; fault?: string | null },
) {
  return tx
    .updateTable('cardOffer')
    .set({ state, contactId, fault, updatedAt: sql<string>`now()` })
    .where('id', '=', id)
    .execute()
    .then(() => undefined)
}
