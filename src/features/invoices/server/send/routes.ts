import { z } from 'zod'
import { routesOf } from '#platform/route.ts'
import { documentMail, documentsSend, documentsSent, mailProposal } from '../../document-mail.ts'
import { invoice } from '../../invoice.ts'
import type { InvoicesDb } from '../tables.ts'
import { markInvoiceSent } from './mark-sent.ts'
import { proposeMail } from './propose-mail.ts'
import { sendDocument, sendMany } from './send-document.ts'

const { get, ask, post } = routesOf<InvoicesDb>('invoices')
const byId = z.object({ id: z.uuid() })

/** How documents leave the house. */
export const sendRoutes = [
  get({
    path: '/invoices/{id}/send',
    summary: 'The mail with an issued document as Kontor would write it, and how the last one stands',
    may: 'user',
    params: byId,
    reply: mailProposal,
    run: ({ db, by, params, house }) => proposeMail(db, by, { id: params.id, outbox: house.mail }),
  }),
  post({
    path: '/invoices/{id}/send',
    summary: 'Sends an issued document by mail, with its page, its structured part or both',
    may: 'user',
    params: byId,
    body: documentMail,
    reply: invoice,
    status: 200,
    run: ({ tx, by, params, body, house }) =>
      sendDocument(tx, by, { id: params.id, mail: body, outbox: house.mail }),
  }),
  post({
    path: '/invoices/{id}/sent',
    summary: 'Says that an issued document was sent another way',
    may: 'user',
    params: byId,
    reply: invoice,
    status: 200,
    run: ({ tx, by, params }) => markInvoiceSent(tx, by, params.id),
  }),
  ask({
    path: '/invoices/send',
    summary: 'Sends many issued documents, each to its own customer; what does not go is named',
    may: 'user',
    body: documentsSend,
    reply: documentsSent,
    run: ({ db, by, body, house }) => sendMany({ ...house, db }, by, body),
  }),
]
