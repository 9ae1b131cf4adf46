import { buffer } from 'node:stream/consumers'
import { z } from 'zod'
import { framed } from '#features/invoices/server/document-routes.ts'
import { fileName } from '#kernel/file-name.ts'
import { missing } from '#kernel/problem.ts'
import { routesOf } from '#platform/route.ts'
import {
  baseRate,
  baseRates,
  reminderLetter,
  reminderLetters,
  reminderPreview,
  reminderProposals,
  reminderQuery,
  remindersNew,
} from '../../reminder-letter.ts'
import type { PaymentsDb } from '../tables.ts'
import { deleteBaseRate, listBaseRates, setBaseRate } from './base-rates.ts'
import { createLetters } from './create-letters.ts'
import { drawPage, keepLetter } from './keep-letter.ts'
import { proposeReminders } from './propose.ts'
import { listLetters, markSent, readLetter } from './read-letters.ts'
import { letterSendRoutes } from './send-routes.ts'
import { reminderPage } from './reminder-page.ts'

const { get, ask, post, put, remove } = routesOf<PaymentsDb>('payments')
const byId = z.object({ id: z.uuid() })

const letters = [
  ask({
    path: '/reminder-letters/preview',
    summary: 'Who is to be reminded today, for which level and of how much; nothing is kept',
    may: 'user',
    body: reminderQuery,
    reply: reminderProposals,
    run: async ({ db, by, body }) => ({
      items: (await proposeReminders(db, by, body)).map((proposal) => {
        const { buyer: _, day: __, ...one } = proposal
        return one
      }),
      nextCursor: null,
    }),
  }),
  get({
    path: '/reminder-letters/preview.pdf',
    summary: 'The page of a letter as it would be written today; nothing is kept',
    may: 'user',
    query: reminderPreview,
    binary: 'application/pdf',
    run: async ({ db, by, query: { contact, currency, invoice }, house, response }) => {
      const chosen = { contactIds: [contact], ...(invoice && { invoiceIds: invoice }) }
      const proposed = (await proposeReminders(db, by, chosen)).find((one) => one.currency === currency)
      if (!proposed) throw missing()
      response.header('content-disposition', 'inline; filename="Mahnung.pdf"')
      response.header('cache-control', 'no-store').type('application/pdf')
      framed(response)
      const now = new Date().toISOString()
      return Buffer.from(await drawPage(house, await reminderPage(db, proposed, ''), { id: contact, now }))
    },
  }),
  post({
    path: '/reminder-letters',
    summary: 'Writes the letters, gives them numbers and raises the level of their invoices',
    may: 'user',
    body: remindersNew,
    reply: reminderLetters,
    run: async ({ tx, by, body }) => ({ items: await createLetters(tx, by, body), nextCursor: null }),
  }),
  get({
    path: '/reminder-letters',
    summary: 'Reminders that were written, the newest first',
    may: 'user',
    query: z.object({
      contact: z.uuid().optional(),
      invoice: z.uuid().optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
      cursor: z.uuid().optional(),
    }),
    reply: reminderLetters,
    run: ({ db, by, query }) => listLetters(db, by, query),
  }),
  get({
    path: '/reminder-letters/{id}.pdf',
    summary: 'The page of a reminder',
    may: 'user',
    params: byId,
    query: z.object({ download: z.stringbool().default(false) }),
    binary: 'application/pdf',
    run: async ({ db, by, params, query, house, response }) => {
      const letter = await readLetter(db, by, params.id)
      const way = query.download ? 'attachment' : 'inline'
      response.type('application/pdf')
      response.header('content-disposition', `${way}; filename="${fileName(letter.issued.number)}.pdf"`)
      framed(response)
      return buffer(await house.files.open(await keepLetter(house, letter)))
    },
  }),
  post({
    path: '/reminder-letters/{id}/sent',
    summary: 'Says that a reminder was sent',
    may: 'user',
    params: byId,
    reply: reminderLetter,
    status: 200,
    run: ({ tx, by, params }) => markSent(tx, by, params.id),
  }),
]

const rates = [
  get({
    path: '/base-rates',
    summary: 'The base rates by which default interest is asked for',
    may: 'user',
    reply: baseRates,
    run: async ({ db }) => ({ items: await listBaseRates(db), nextCursor: null }),
  }),
  put({
    path: '/base-rates',
    summary: 'Writes down the base rate from a day on',
    may: 'admin',
    body: baseRate,
    reply: baseRates,
    run: async ({ tx, by, body }) => ({ items: await setBaseRate(tx, by, body), nextCursor: null }),
  }),
  remove({
    path: '/base-rates/{country}/{validFrom}',
    summary: 'Takes a base rate out that was wrong',
    may: 'admin',
    params: baseRate.pick({ country: true, validFrom: true }),
    run: ({ tx, by, params }) => deleteBaseRate(tx, by, params),
  }),
]

export const reminderRoutes = [...letters, ...letterSendRoutes, ...rates]
