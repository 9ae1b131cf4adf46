import { sql } from 'kysely'
import type { RawBuilder, SqlBool } from 'kysely'
import type { LastMail } from '../../document-mail.ts'

/** How the last mail with a document stands, beside it in a row. */
export interface MailColumns {
  mailState: LastMail['state'] | null
  mailTo: string | null
  mailAt: string | null
  mailError: string | null
  mailEntry: string | null
  mailFault: string | null
}

/** Those columns of the row `m` that `lastMail` gives. */
export const mailColumns = sql`m.mail_state, m.mail_to, m.mail_at, m.mail_error, m.mail_entry, m.mail_fault`

/** Mails with documents (`d`), in the outbox (`o`) or on the timeline (`w`, of the entry `e`). */
export const documentMails = sql`document_mail d left join mail o on o.id = d.mail_id
  left join mail_message w on w.entry_id = d.entry_id left join history_entry e on e.id = w.entry_id`

/** How one of them stands; null: it is not there any more. Somebody who bins a waiting one takes it back. */
export const standing = sql<LastMail['state'] | null>`coalesce(o.state, case
  when w.state in ('sent', 'failed') then w.state
  when w.state = 'waiting' and e.deleted_at is not null then 'not sent'
  when w.state is not null then 'waiting' end)`

/** When it went out. */
export const sentAt = sql<string | null>`coalesce(o.sent_at, case when w.state = 'sent' then w.sent_at end)`

/** A subquery: the last mail of a document or a reminder. Mails of the outbox are forgotten after a while. */
export const lastMail = (whose: RawBuilder<SqlBool> | RawBuilder<unknown>): RawBuilder<unknown> => sql`
  select coalesce(${standing}, d.told, 'sent') as mail_state,
    coalesce(o.recipient, (select string_agg(p ->> 'email', ', ') from jsonb_array_elements(w.recipients -> 'to') p), '')
      as mail_to,
    coalesce(${sentAt}, d.created_at) as mail_at, coalesce(o.error, w.detail) as mail_error, w.entry_id as mail_entry,
    w.fault as mail_fault
  from ${documentMails} where ${whose} order by d.id desc limit 1`

export function presentMail(row: MailColumns): LastMail | null {
  const { mailState: state, mailTo, mailAt: at } = row
  if (state === null || at === null) return null
  const isOut = state === 'sent'
  return {
    state,
    to: mailTo ?? '',
    at,
    error: isOut ? null : row.mailError,
    entryId: row.mailEntry,
    fault: isOut ? null : row.mailFault,
  }
}
