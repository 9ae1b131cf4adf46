import { Problem, missing } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import type { Database, Tx } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { record } from '#platform/journal.ts'
import { newestPage } from '#platform/newest.ts'
import type { NewestQuery } from '#platform/newest.ts'
import type { OutgoingMail } from '../outgoing-mail.ts'
import type { AdministrationDb } from './tables.ts'

/** The outbox, newest first; never the text, which may carry a secret link. */
export async function listMails(
  db: Database<AdministrationDb>,
  query: NewestQuery,
): Promise<{ items: OutgoingMail[]; nextCursor: string | null }> {
  let select = selectMails(db)
    .orderBy('id', 'desc')
    .limit(query.limit + 1)
  if (query.cursor) select = select.where('id', '<', query.cursor)
  return newestPage(await select.execute(), query)
}

/** Puts a mail that did not go out back in the queue. */
export async function retryMail(
  tx: Tx<AdministrationDb>,
  by: By,
  { id, house }: { id: string; house: House },
): Promise<OutgoingMail> {
  const mail = await selectMails(tx).where('id', '=', id).forUpdate().executeTakeFirst()
  if (!mail) throw missing()
  if (mail.state === 'sent') throw new Problem('conflict', 'mail.sent', 'This mail was sent already.')
  if (!house.mail.configured)
    throw new Problem('conflict', 'mail.not_configured', 'No mail server is set, so no mail can be sent.')
  await tx
    .updateTable('mail')
    .set({ state: 'waiting', attempts: 0, error: null })
    .where('id', '=', id)
    .execute()
  await record(tx, by, { action: 'mail.retried', kind: 'mail', id, title: mail.subject, readers: [by.id] })
  house.mail.soon()
  return selectMails(tx).where('id', '=', id).executeTakeFirstOrThrow()
}

function selectMails(db: Database<AdministrationDb>) {
  return db
    .selectFrom('mail')
    .select(['id', 'recipient', 'subject', 'state', 'attempts', 'error', 'createdAt', 'sentAt'])
}
