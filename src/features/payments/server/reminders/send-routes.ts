import { z } from 'zod'
import { documentMail, mailProposal } from '#features/invoices/document-mail.ts'
import { routesOf } from '#platform/route.ts'
import { reminderLetter } from '../../reminder-letter.ts'
import type { PaymentsDb } from '../tables.ts'
import { proposeLetterMail, sendLetter } from './send-letter.ts'

const { get, post } = routesOf<PaymentsDb>('payments')
const byId = z.object({ id: z.uuid() })

/** How reminders leave the house. */
export const letterSendRoutes = [
  get({
    path: '/reminder-letters/{id}/send',
    summary: 'The mail with a reminder as Kontor would write it, and how the last one stands',
    may: 'user',
    params: byId,
    reply: mailProposal,
    run: ({ db, by, params, house }) => proposeLetterMail(db, by, { id: params.id, outbox: house.mail }),
  }),
  post({
    path: '/reminder-letters/{id}/send',
    summary: 'Sends a reminder by mail, as its page',
    may: 'user',
    params: byId,
    body: documentMail,
    reply: reminderLetter,
    status: 200,
    run: ({ tx, by, params, body, house }) =>
      sendLetter(tx, by, { id: params.id, mail: body, outbox: house.mail }),
  }),
]
