import { z } from 'zod'
import { Problem } from '#kernel/problem.ts'
import { routesOf } from '#platform/route.ts'
import {
  bankEntry,
  bankEntryPage,
  bankEntryQuery,
  bankImport,
  bankMatch,
  bankStatementPage,
  certainAccepted,
} from '../../bank.ts'
import type { PaymentsDb } from '../tables.ts'
import { importStatements } from './import-statements.ts'
import { listEntries } from './list-entries.ts'
import { listStatements } from './list-statements.ts'
import { acceptCertain, ignoreEntry, matchEntry, reopenEntry } from './match-entry.ts'
import { BANK_LIMIT, takeBankFile } from './take-file.ts'

const { get, ask, post } = routesOf<PaymentsDb>('payments')
const byId = z.object({ id: z.uuid() })

/** The account of the firm shows wages and rent, too: administrators only. */
export const bankRoutes = [
  post({
    path: '/bank-statements',
    summary: 'Takes over a file of the bank: CAMT.053 as XML, or many in a ZIP; what is known is passed over',
    may: 'admin',
    upload: {
      types: ['application/xml', 'text/xml', 'application/zip', 'application/x-zip-compressed'],
      limit: BANK_LIMIT,
      take: takeBankFile,
    },
    reply: bankImport,
    run: async ({ tx, by, body }) => {
      // JSON is no file, and passes the door of uploads.
      if (!Array.isArray((body as { statements?: unknown } | undefined)?.statements) || !body.hash)
        throw new Problem('wrong-kind', 'wrong_media_type', 'Send the file itself.')
      return importStatements(tx, by, body)
    },
  }),
  get({
    path: '/bank-statements',
    summary: 'The statements that were read, the newest first',
    may: 'admin',
    reply: bankStatementPage,
    run: async ({ db }) => ({ items: await listStatements(db), nextCursor: null }),
  }),
  get({
    path: '/bank-entries',
    summary: 'Entries of the statements, the newest first; open ones with the invoices they may pay, and why',
    may: 'admin',
    query: bankEntryQuery,
    reply: bankEntryPage,
    run: ({ db, query }) => listEntries(db, query),
  }),
  ask({
    path: '/bank-entries/accept-certain',
    summary: 'Books all entries that name an invoice, come to its amount and come from its customer',
    may: 'admin',
    reply: certainAccepted,
    run: ({ db, by }) => acceptCertain(db, by),
  }),
  post({
    path: '/bank-entries/{id}/match',
    summary: 'Books an entry as the payment of one invoice or several',
    may: 'admin',
    params: byId,
    body: bankMatch,
    reply: bankEntry,
    status: 200,
    run: ({ tx, by, params, body }) => matchEntry(tx, by, { id: params.id, ...body }),
  }),
  post({
    path: '/bank-entries/{id}/ignore',
    summary: 'Puts an entry aside that pays no invoice',
    may: 'admin',
    params: byId,
    reply: bankEntry,
    status: 200,
    run: ({ tx, by, params }) => ignoreEntry(tx, by, params.id),
  }),
  post({
    path: '/bank-entries/{id}/reopen',
    summary: 'Opens an entry again; the payments it was booked as are taken back',
    may: 'admin',
    params: byId,
    reply: bankEntry,
    status: 200,
    run: ({ tx, by, params }) => reopenEntry(tx, by, params.id),
  }),
]
