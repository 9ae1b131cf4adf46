import { z } from 'zod'
import { routesOf } from '#platform/route.ts'
import { certificate, certificateChange, certificateNew } from '../../certificate.ts'
import { numberGaps, numberRange, numberRangeChange, numberRangeNew } from '../../number-range.ts'
import {
  paymentTerm,
  paymentTermChange,
  paymentTermNew,
  textBlock,
  textBlockChange,
  textBlockNew,
} from '../../terms.ts'
import {
  changeCertificate,
  createCertificate,
  deleteCertificate,
  listCertificates,
} from '../certificates/certificates.ts'
import { changeRange, createRange, deleteRange, findGaps, listRanges } from './number-ranges.ts'
import { changeTerm, createTerm, deleteTerm, listTerms } from './payment-terms.ts'
import { changeBlock, createBlock, deleteBlock, listBlocks } from './text-blocks.ts'
import type { InvoicesDb } from '../tables.ts'

const { get, post, patch, remove } = routesOf<InvoicesDb>('invoices')
const byId = z.object({ id: z.uuid() })
const listed = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item), nextCursor: z.null() })
const whole = <T>(items: T[]) => ({ items, nextCursor: null })

const rangeRoutes = [
  get({
    path: '/number-ranges',
    summary: 'Where numbers of documents come from, and which is next',
    may: 'user',
    reply: listed(numberRange),
    run: async ({ db }) => whole(await listRanges(db)),
  }),
  post({
    path: '/number-ranges',
    summary: 'Adds a range; an active one takes the place of the one its kind had',
    may: 'admin',
    body: numberRangeNew,
    reply: numberRange,
    run: ({ tx, by, body }) => createRange(tx, by, body),
  }),
  patch({
    path: '/number-ranges/{id}',
    summary: 'Changes a range; what has given numbers keeps its pattern',
    may: 'admin',
    params: byId,
    body: numberRangeChange,
    reply: numberRange,
    run: ({ tx, by, params, body, ifMatch }) => changeRange(tx, by, { id: params.id, change: body, ifMatch }),
  }),
  remove({
    path: '/number-ranges/{id}',
    summary: 'Removes a range that gave no number',
    may: 'admin',
    params: byId,
    run: ({ tx, by, params }) => deleteRange(tx, by, params.id),
  }),
  get({
    path: '/invoices/gaps',
    summary: 'Numbers that are missing, by range and period: none, if all is well',
    may: 'user',
    reply: numberGaps,
    run: async ({ db }) => whole(await findGaps(db)),
  }),
]

const termRoutes = [
  get({
    path: '/payment-terms',
    summary: 'When what is billed has to be paid, retired terms too',
    may: 'user',
    reply: listed(paymentTerm),
    run: async ({ db }) => whole(await listTerms(db)),
  }),
  post({
    path: '/payment-terms',
    summary: 'Adds a term of payment',
    may: 'admin',
    body: paymentTermNew,
    reply: paymentTerm,
    run: ({ tx, by, body }) => createTerm(tx, by, body),
  }),
  patch({
    path: '/payment-terms/{id}',
    summary: 'Changes a term of payment; documents keep their days',
    may: 'admin',
    params: byId,
    body: paymentTermChange,
    reply: paymentTerm,
    run: ({ tx, by, params, body, ifMatch }) => changeTerm(tx, by, { id: params.id, change: body, ifMatch }),
  }),
  remove({
    path: '/payment-terms/{id}',
    summary: 'Removes a term of payment; one that documents have is retired',
    may: 'admin',
    params: byId,
    run: ({ tx, by, params }) => deleteTerm(tx, by, params.id),
  }),
]

const blockRoutes = [
  get({
    path: '/text-blocks',
    summary: 'Texts with which documents begin and end, and of mails with them',
    may: 'user',
    reply: listed(textBlock),
    run: async ({ db }) => whole(await listBlocks(db)),
  }),
  post({
    path: '/text-blocks',
    summary: 'Adds a text',
    may: 'admin',
    body: textBlockNew,
    reply: textBlock,
    run: ({ tx, by, body }) => createBlock(tx, by, body),
  }),
  patch({
    path: '/text-blocks/{id}',
    summary: 'Changes a text; documents keep their words',
    may: 'admin',
    params: byId,
    body: textBlockChange,
    reply: textBlock,
    run: ({ tx, by, params, body, ifMatch }) => changeBlock(tx, by, { id: params.id, change: body, ifMatch }),
  }),
  remove({
    path: '/text-blocks/{id}',
    summary: 'Removes a text',
    may: 'admin',
    params: byId,
    run: ({ tx, by, params }) => deleteBlock(tx, by, params.id),
  }),
]

const certificateRoutes = [
  get({
    path: '/certificates',
    summary: 'Certificates (USt 1 TG) of a contact, or all that end until a day',
    may: 'user',
    query: z.object({ contact: z.uuid().optional(), until: z.iso.date().optional() }),
    reply: listed(certificate),
    run: async ({ db, by, query }) => whole(await listCertificates(db, by, query)),
  }),
  post({
    path: '/certificates',
    summary: 'Keeps that a customer cleans or builds himself and owes the tax',
    may: 'user',
    body: certificateNew,
    reply: certificate,
    run: ({ tx, by, body }) => createCertificate(tx, by, body),
  }),
  patch({
    path: '/certificates/{id}',
    summary: 'Changes a certificate',
    may: 'user',
    params: byId,
    body: certificateChange,
    reply: certificate,
    run: ({ tx, by, params, body, ifMatch }) =>
      changeCertificate(tx, by, { id: params.id, change: body, ifMatch }),
  }),
  remove({
    path: '/certificates/{id}',
    summary: 'Removes a certificate',
    may: 'user',
    params: byId,
    run: ({ tx, by, params }) => deleteCertificate(tx, by, params.id),
  }),
]

export const invoiceSettingsRoutes = [...rangeRoutes, ...termRoutes, ...blockRoutes, ...certificateRoutes]
