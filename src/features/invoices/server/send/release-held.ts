import { sql } from 'kysely'
import { indexEntry } from '#features/history/server/index-entry.ts'
import { letMailGo } from '#features/mails/server/send-mail.ts'
import { EVERYONE } from '#kernel/rights.ts'
import type { By } from '#kernel/rights.ts'
import type { Database, Tx } from '#platform/database.ts'
import { transaction } from '#platform/database.ts'
import type { StoredFile } from '#platform/files.ts'
import type { House } from '#platform/house.ts'
import type { MailParts } from '../../document-mail.ts'
import { KONTOR } from '../plans/plan-state.ts'
import type { InvoicesDb } from '../tables.ts'
import { hangFiles } from '../tell-timeline.ts'
import { documentMails } from './last-mail.ts'

/** A mail that waits for the files of its document: in the outbox, or as an entry of the timeline. */
export interface HeldMail {
  id: string
  mailId: string | null
  entryId: string | null
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
  /** Writes into the timeline that one of the outbox goes. */
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
    const { rows } = await sql<HeldMail>`
      select d.id, d.mail_id, d.entry_id, d.${sql.ref(column)} as document_id, d.attach, d.created_by,
        coalesce(o.recipient, '') as recipient, coalesce(o.cc, '') as cc, coalesce(o.body, e.text) as text
      from ${documentMails}
      where d.told is distinct from 'sent' and d.${sql.ref(column)} is not null and d.id > ${last}
        and ((o.held and o.state = 'waiting') or (d.held and w.state = 'waiting' and e.deleted_at is null))
      order by d.id limit ${AT_ONCE}`.execute(db)
    for (const held of rows)
      await release(house, held, { files, tell }).catch((error) =>
        house.log.error({ err: error, mail: held.id }, 'the files of a mail were not made'),
      )
    last = rows.at(-1)?.id ?? last
    if (rows.length < AT_ONCE) return
  }
}

async function release(house: House, held: HeldMail, { files, tell }: Making): Promise<void> {
  const made = await files(held)
  const by = await senderOf(house, held.createdBy)
  await transaction(house.db as Database<InvoicesDb>, async (tx) => {
    if (held.entryId !== null) return letEntryGo(tx, by, { house, id: held.id, files: made })
    const { rows } = await sql<{ id: string }>`
      select id from mail where id = ${held.mailId} and held and state = 'waiting' for update skip locked`.execute(
      tx,
    )
    if (!rows[0]) return
    await house.mail.release(tx as never, rows[0].id, made)
    await tell(tx, by, held, made)
  })
  house.mail.soon()
}

/** The files hang on the entry from then on; the job that sends it starts with them or not at all. */
async function letEntryGo(
  tx: Tx<InvoicesDb>,
  by: By,
  { house, id, files }: { house: House; id: string; files: readonly StoredFile[] },
): Promise<void> {
  const { rows } = await sql<{ entryId: string }>`
    select d.entry_id from document_mail d join history_entry e on e.id = d.entry_id
    where d.id = ${id} and d.held and e.deleted_at is null for update of d skip locked`.execute(tx)
  const [row] = rows
  if (!row) return
  await tx.updateTable('documentMail').set({ held: false }).where('id', '=', id).execute()
  await hangFiles(tx, by, { entryId: row.entryId, files })
  await indexEntry(tx, row.entryId)
  await letMailGo(tx, by, { id: row.entryId, house })
}

/** Whoever sent it, in their language, also when they have left since. */
async function senderOf(house: House, id: string | null): Promise<By> {
  const sender = id === null ? undefined : await house.actor(id, 'system')
  return sender ?? { ...KONTOR, id: id ?? EVERYONE }
}
