import { sql } from 'kysely'
import type { RawBuilder, SqlBool } from 'kysely'
import type { LastMail } from '../../document-mail.ts'

/** How the last mail with a document stands, beside it in a row. */
export interface MailColumns {
  mailState: LastMail['state'] | null
  mailTo: string | null
  mailAt: string | null
  mailError: string | null
}

/** A subquery: the last mail (`d`) of a document or a reminder. Sent mails are forgotten after a while. */
export const lastMail = (whose: RawBuilder<SqlBool> | RawBuilder<unknown>): RawBuilder<unknown> => sql`
  select coalesce(o.state, 'sent') as mail_state, coalesce(o.recipient, '') as mail_to,
    coalesce(o.sent_at, d.created_at) as mail_at, o.error as mail_error
  from document_mail d left join mail o on o.id = d.mail_id
  where ${whose} order by d.id desc limit 1`

export function presentMail({ mailState, mailTo, mailAt, mailError }: MailColumns): LastMail | null {
  if (mailState === null || mailAt === null) return null
  return { state: mailState, to: mailTo ?? '', at: mailAt, error: mailState === 'sent' ? null : mailError }
}
