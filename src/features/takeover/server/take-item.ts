import { sql } from 'kysely'
import type { Groupware } from '#connectors/groupware/groupware.ts'
import { importMail } from '#features/mails/server/import-mail.ts'
import { keepMail } from '#features/mails/server/keep-mail.ts'
import type { KeptMail } from '#features/mails/server/keep-mail.ts'
import { putAway, wait } from '#features/mails/server/take-in.ts'
import type { AboutIds } from '#features/subjects/server/subjects.ts'
import { takeHere, withoutContent } from '#features/sync/server/pull/create-here.ts'
import { ourAreas } from '#features/sync/server/ours/our-areas.ts'
import type { CollectionRow, RemoteItem, Run } from '#features/sync/server/run.ts'
import type { Selectable } from 'kysely'
import { emailKey } from '#kernel/email.ts'
import type { MailItem } from '#kernel/groupware/mail-item.ts'
import { Problem } from '#kernel/problem.ts'
import type { Tx } from '#platform/database.ts'
import { transaction } from '#platform/database.ts'
import { knownHere } from './known-here.ts'
import { takeDate } from './take-date.ts'
import type { TakeoverDb } from './tables.ts'
import { UNDONE } from './undo-takeover.ts'

export type Item = Selectable<TakeoverDb['takeoverItem']>

/** What became of an item. */
export interface Outcome {
  result: NonNullable<Item['result']>
  fault?: string
  kind?: string
  id?: string
}

/** Takes an appointment or a task over, in the caller's transaction; what is linked already stays as it is. */
export async function takeSynced(
  tx: Tx<TakeoverDb>,
  run: Run,
  { item, remote, collection }: { item: Item; remote: RemoteItem; collection: CollectionRow },
): Promise<Outcome> {
  if (item.area === 'mail') throw new Error('mails are taken over by takeMail')
  if (item.original !== '')
    return takeDate(tx, run, { original: item.original, remote, collection, about: aboutOf(item) })
  const isIt = sql`(remote_id = ${remote.id} or uid = ${remote.item.uid})`
  await sql`
    delete from groupware_link where account_id = ${run.account.id} and area = ${item.area} and fault = ${UNDONE}
      and ${isIt}`.execute(tx)
  const { rows } = await sql<{ kind: string; id: string }>`
    select record_kind as kind, record_id as id from groupware_link
    where account_id = ${run.account.id} and area = ${item.area}
      and ${isIt} limit 1`.execute(tx)
  if (rows[0]) return { result: 'known', ...rows[0] }
  // A file is no side that anything is kept in step with: what is here already stays as it is.
  if (run.account.kind === 'file') {
    const [here] = await knownHere(tx, run.by, { area: item.area, uids: [remote.item.uid] })
    const match = here ?? (await ourAreas[item.area].match?.(tx, run.by, run.account, remote.item))
    if (match) return { result: 'known', kind: match.kind, id: match.id }
  }
  const isPrivate = item.area === 'appointment' && remote.item['private'] === true
  const taken = await takeHere(tx, run, ourAreas[item.area], {
    remote,
    collection,
    item: isPrivate ? withoutContent(run.by, remote.item) : remote.item,
    about: aboutOf(item),
  })
  if (!taken) throw new Problem('conflict', 'takeover.refused', 'Nothing can be made of it.')
  return { result: taken.isMatch ? 'linked' : 'imported', kind: taken.kind, id: taken.id }
}

interface TakingMail {
  item: Item
  groupware: Groupware
  collection: CollectionRow
}

/** Takes a mail over: onto the timeline of what it is about, or among those that wait for somebody to say. */
export async function takeMail(run: Run, { item, groupware, collection }: TakingMail): Promise<Outcome> {
  const folder = groupware.folder(collection.remoteId)
  const source = await folder.source(item.remoteId)
  if (!source) return { result: 'failed', fault: 'groupware.not-found' }
  const kept = await keepMail(run.house.files, source, { self: [run.account.address] })
  const mail = named(kept, item)
  const outcome = await putSomewhere(run, { item, mail, collection })
  if (run.account.options.afterImport === 'move' && outcome.result === 'imported')
    await putAway(groupware, folder, { id: item.remoteId, folder: collection, by: run.by })
  return outcome
}

/** The list and the message could name it differently: what was listed is what was chosen. */
function named(kept: KeptMail, { uid, head }: Item): KeptMail {
  const messageId = uid === '' ? kept.content.messageId : uid
  const outgoing = head.kind === 'mail' && uid !== '' ? head.outgoing : kept.content.outgoing
  return { ...kept, content: { ...kept.content, messageId, outgoing } }
}

async function putSomewhere(
  run: Run,
  { item, mail, collection }: { item: Item; mail: KeptMail; collection: CollectionRow },
): Promise<Outcome> {
  const about = aboutOf(item)
  if (!Object.values(about).some(Boolean)) {
    const { rows } = await sql`
      select 1 from mail_message where message_id = ${mail.content.messageId}`.execute(run.db)
    if (rows.length > 0) return { result: 'known' }
    const remote = { id: item.remoteId, etag: '', item: headOf(mail) }
    await wait(run.db, { remote, account: run.account, folder: collection })
    return { result: 'waiting' }
  }
  return transaction(run.db, async (tx) => {
    const { outcome, entryId } = await importMail(tx, run.by, {
      mail,
      accountId: run.account.id,
      ...about,
    })
    if (outcome === 'binned') return { result: 'failed', fault: 'mail.binned' }
    await learn(tx, run, item)
    const result = outcome === 'known' ? 'known' : 'imported'
    return { result, ...(entryId === null ? {} : { kind: 'history', id: entryId }) }
  })
}

function headOf({ content, files }: KeptMail): MailItem {
  const { text: _, html: __, ...head } = content
  return { ...head, hasAttachments: files.length > 0 }
}

/** Whom somebody chose for a sender is suggested the next time. */
async function learn(tx: Tx<TakeoverDb>, run: Run, { assigned, contactId, head }: Item): Promise<void> {
  const other = head.outgoing ? head.people[0] : head.from
  if (!assigned || contactId === null || !other) return
  await tx
    .insertInto('takeoverChoice')
    .values({ ownerId: run.by.id, sender: emailKey(other.email), contactId })
    .onConflict((c) => c.columns(['ownerId', 'sender']).doUpdateSet({ contactId, at: sql<string>`now()` }))
    .execute()
}

function aboutOf({ contactId, opportunityId, eventId, projectId }: Item): AboutIds {
  return { contactId, opportunityId, eventId, projectId }
}
