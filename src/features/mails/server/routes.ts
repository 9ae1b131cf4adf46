import { z } from 'zod'
import { writeMsg } from '#connectors/groupware/files/outlook-msg/write-mail.ts'
import { serving } from '#features/history/file.ts'
import { historyItem } from '#features/history/history.ts'
import { readContact } from '#features/contacts/server/read-contacts.ts'
import { readSubject } from '#features/subjects/server/subjects.ts'
import { SUBJECT_FIELDS, SUBJECT_KINDS } from '#features/subjects/subject.ts'
import type { By } from '#kernel/rights.ts'
import type { Database } from '#platform/database.ts'
import { transaction } from '#platform/database.ts'
import type { Route } from '#platform/route.ts'
import { routesOf } from '#platform/route.ts'
import { serveBytes } from '#platform/serve-bytes.ts'
import * as shape from '../mail.ts'
import type { MailAssign } from '../mail.ts'
import * as template from '../template.ts'
import type { OpenAccount } from './collect-mails.ts'
import { fetchMails } from './fetch-mails.ts'
import { listSenders } from './mail-senders.ts'
import { changeTemplate, createTemplate, listTemplates, removeTemplate } from './mail-templates.ts'
import { mailContent, sourceOf } from './mail-source.ts'
import { sendAgain, sendMail } from './send-mail.ts'
import { policyOf, readThread, showMail } from './show-mail.ts'
import type { MailsDb } from './tables.ts'
import { assignWaiting, fetchWaiting, ignoreWaiting, listWaiting } from './waiting-mails.ts'

const { get, ask, post, patch, remove } = routesOf<MailsDb>('mails')
const byId = z.object({ id: z.uuid() })
const OUTLOOK = 'application/vnd.ms-outlook'

const writing = [
  get({
    path: '/mails/senders',
    summary: 'From where the caller may send mail, and how they sign',
    may: 'user',
    reply: shape.mailSenders,
    run: ({ db, by, house }) => listSenders(db, by, house),
  }),
  post({
    path: '/mails',
    summary: 'Sends a mail: it stands on the timeline at once and goes out by a job',
    may: 'user',
    body: shape.mailNew,
    reply: historyItem,
    run: ({ tx, by, body, house }) => sendMail(tx, by, { input: body, house }),
  }),
  post({
    path: '/mails/{id}/again',
    summary: 'Tries again to send a mail that failed',
    may: 'user',
    params: byId,
    reply: historyItem,
    status: 200,
    run: ({ tx, by, params, house }) => sendAgain(tx, by, { id: params.id, house }),
  }),
]

const reading = [
  get({
    path: '/mails/{id}/html',
    summary: 'A mail as it was sent, as a page without scripts; `pictures=true` loads those from elsewhere',
    may: 'guest',
    params: byId,
    query: z.object({ pictures: z.stringbool().default(false) }),
    binary: 'text/html',
    run: async ({ db, by, params, query, house, response }) => {
      const page = await showMail(db, by, { files: house.files, id: params.id, pictures: query.pictures })
      response.headers({
        'content-security-policy': policyOf(query.pictures),
        'referrer-policy': 'no-referrer',
        'content-type': 'text/html; charset=utf-8',
      })
      return page
    },
  }),
  get({
    path: '/mails/{id}/source',
    summary: 'The message as it came or went (RFC 5322), as a file',
    may: 'guest',
    params: byId,
    binary: 'message/rfc822',
    run: async ({ db, by, params, ...http }) => {
      const source = await sourceOf(db, by, { id: params.id, files: http.house.files })
      const served = serving(`${source.subject.slice(0, 100) || 'mail'}.eml`, 'message/rfc822', false)
      http.response.headers({
        'content-disposition': served.disposition,
        'content-security-policy': served.policy,
      })
      if ('message' in source) {
        http.response.type(served.type)
        return Buffer.from(source.message)
      }
      return serveBytes(http, { ...source, type: served.type, cache: 'no-cache' })
    },
  }),
  get({
    path: '/mails/{id}.msg',
    summary: 'What a mail says as a file of Outlook ([MS-OXMSG]), with its attachments',
    may: 'guest',
    params: byId,
    binary: OUTLOOK,
    run: async ({ db, by, params, house, response }) => {
      const mail = await mailContent(db, by, { id: params.id, files: house.files })
      const served = serving(`${mail.subject.slice(0, 100) || 'mail'}.msg`, OUTLOOK, false)
      response.headers({
        'content-disposition': served.disposition,
        'content-security-policy': served.policy,
      })
      response.type(served.type)
      return Buffer.from(writeMsg(mail))
    },
  }),
  get({
    path: '/mails/{id}/thread',
    summary: 'The mails of its conversation, the oldest first',
    may: 'guest',
    params: byId,
    reply: shape.mailThread,
    run: async ({ db, by, params }) => ({ items: await readThread(db, by, params.id), nextCursor: null }),
  }),
]

const templates = [
  get({
    path: '/mail-templates',
    summary: 'The texts of the firm for mails',
    may: 'user',
    reply: template.mailTemplateList,
    run: async ({ db }) => ({ items: await listTemplates(db), nextCursor: null }),
  }),
  post({
    path: '/mail-templates',
    summary: 'Adds a text for mails',
    may: 'admin',
    body: template.mailTemplateNew,
    reply: template.mailTemplate,
    run: ({ tx, by, body }) => createTemplate(tx, by, body),
  }),
  patch({
    path: '/mail-templates/{id}',
    summary: 'Changes a text for mails by a merge patch',
    may: 'admin',
    params: byId,
    body: template.mailTemplateChange,
    reply: template.mailTemplate,
    run: ({ tx, by, params, body, ifMatch }) =>
      changeTemplate(tx, by, { id: params.id, change: body, ifMatch }),
  }),
  remove({
    path: '/mail-templates/{id}',
    summary: 'Removes a text for mails',
    may: 'admin',
    params: byId,
    run: ({ tx, by, params }) => removeTemplate(tx, by, params.id),
  }),
]

/** Mails without a record; `open` reaches the mailbox they lie in. */
const waiting = (open: OpenAccount) => [
  get({
    path: '/mails/waiting',
    summary: 'Mails of own mailboxes and those of own groups of which nobody knows what they are about',
    may: 'user',
    query: z.object({
      limit: z.coerce.number().int().min(1).max(100).default(50),
      cursor: z.uuid().optional(),
    }),
    reply: shape.waitingPage,
    run: ({ db, by, query }) => listWaiting(db, by, query),
  }),
  get({
    path: '/mails/waiting/{id}',
    summary: 'What such a mail says, fetched from its mailbox',
    may: 'user',
    params: byId,
    reply: shape.waitingText,
    run: async ({ by, params, house }) => {
      const { content, files } = await fetchWaiting(house, by, open, params.id)
      return { text: content.text, files: files.map(({ name, size }) => ({ name, size })) }
    },
  }),
  ask({
    path: '/mails/waiting/{id}/assign',
    summary: 'Says what a mail is about: it comes onto that timeline',
    may: 'user',
    params: byId,
    body: shape.mailAssign,
    reply: shape.assigned,
    run: async ({ db, by, params: { id }, body, house }) => {
      await refuseHidden(db, by, body)
      // The mailbox is asked outside of the transaction, which must not wait for it.
      const mail = await fetchWaiting(house, by, open, id)
      return { historyId: await transaction(db, (tx) => assignWaiting(tx, by, { id, mail, about: body })) }
    },
  }),
  post({
    path: '/mails/fetch',
    summary: 'Looks into the watched folders of own mailboxes and those of own groups now',
    may: 'user',
    status: 202,
    run: ({ tx, by }) => fetchMails(tx, by),
  }),
  post({
    path: '/mails/waiting/{id}/ignore',
    summary: 'Takes a mail off the list',
    may: 'user',
    params: byId,
    status: 204,
    run: ({ tx, by, params }) => ignoreWaiting(tx, by, params.id),
  }),
  post({
    path: '/mails/waiting/{id}/restore',
    summary: 'Puts a mail back on the list',
    may: 'user',
    params: byId,
    status: 204,
    run: ({ tx, by, params }) => ignoreWaiting(tx, by, params.id, false),
  }),
]

/** Before a mailbox is asked: what `by` does not see is not there. */
async function refuseHidden(db: Database<MailsDb>, by: By, about: MailAssign): Promise<void> {
  if (about.contactId) await readContact(db, by, about.contactId)
  for (const kind of SUBJECT_KINDS) {
    const id = about[SUBJECT_FIELDS[kind]]
    if (id) await readSubject(db, by, { kind, id })
  }
}

/** The routes of mails; mailboxes are reached by `open`. */
export function mailRoutes(open: OpenAccount): Route[] {
  return [...writing, ...reading, ...templates, ...waiting(open)]
}
