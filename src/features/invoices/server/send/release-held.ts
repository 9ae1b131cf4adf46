import { sql } from 'kysely'
import { EVERYONE } from '#kernel/rights.ts'
import type { By } from '#kernel/rights.ts'
import type { Database, Tx } from '#platform/database.ts'
import { transaction } from '#platform/database.ts'
import type { StoredFile } from '#platform/files.ts'
import type { House } from '#platform/house.ts'
import type { MailParts } from '../../document-mail.ts'
import { KONTOR } from '../plans/plan-state.ts'
import type { InvoicesDb } from '../tables.ts'

/** A mail in the outbox that waits for the files of its document. */
export interface HeldMail {
  mailId: string
  documentId: string
  attach: MailParts
  createdBy: string | null
  recipient: string
  cc: string
  text: string
}

interface Making {
  /** Makes what goes with it, or finds it; outside of any transaction. */
  files: (held: HeldMail) => Promise<StoredFile[]>
  /** Writes down that it goes. */
  tell: (tx: Tx<InvoicesDb>, by: By, held: HeldMail, files: readonly StoredFile[]) => Promise<void>
}

const AT_ONCE = 20

/**
 * Makes the files of mails that wait for them, and lets the mails go. The mail is locked when it goes: two processes, or a
 * crash, send it and tell of it once.
 */
export async function releaseHeld(
  house: House,
  column: 'invoiceId' | 'letterId',
  { files, tell }: Making,
): Promise<void> {
  const db = house.db as Database<InvoicesDb>
  for (let last = '00000000-0000-0000-0000-000000000000'; ;) {
    const { rows } = await sql<HeldMail & { id: string }>`
      select d.id, d.mail_id, d.${sql.ref(column)} as document_id, d.attach, d.created_by, o.recipient, o.cc, o.body as text
      from document_mail d join mail o on o.id = d.mail_id
      where d.told is distinct from 'sent' and d.${sql.ref(column)} is not null and o.held and o.state = 'waiting' and d.id > ${last}
      order by d.id limit ${AT_ONCE}`.execute(db)
    for (const held of rows)
      await release(house, held, { files, tell }).catch((error) =>
        house.log.error({ err: error, mail: held.mailId }, 'the files of a mail were not made'),
      )
    last = rows.at(-1)?.id ?? last
    if (rows.length < AT_ONCE) return
  }
}

async function release(house: House, held: HeldMail, { files, tell }: Making): Promise<void> {
  const made = await files(held)
  const by = await senderOf(house, held.createdBy)
  await transaction(house.db as Database<InvoicesDb>, async (tx) => {
    const { rows } = await sql`
      select 1 from mail where id = ${held.mailId} and held and state = 'waiting' for update skip locked`.execute(
      tx,
    )
    if (rows.length === 0) return
    await house.mail.release(tx as never, held.mailId, made)
    await tell(tx, by, held, made)
  })
  house.mail.soon()
}

/** Whoever sent it, in their language, also when they have left since. */
async function senderOf(house: House, id: string | null): Promise<By> {
  const sender = id === null ? undefined : await house.actor(id, 'system')
  return sender ?? { ...KONTOR, id: id ?? EVERYONE }
}
