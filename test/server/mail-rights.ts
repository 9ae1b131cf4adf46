import type { Line } from './rights-table.ts'

const users: Line = { answers: '401 403 403 ok  ok  ok' }
const admins: Line = { answers: '401 403 403 403 403 ok' }
/** Rights are those of the contact that the mail is about. */
const reading: Line = {
  record: 'mail',
  answers: {
    managers: '401 404 ok  404 ok  ok',
    read: '    401 404 ok  ok  ok  ok',
    write: '   401 404 ok  ok  ok  ok',
  },
}
const sending: Line = {
  record: 'contact',
  body: (contactId) => ({ contactId, to: [{ email: 'eva@example.com' }], subject: 'Hallo', text: 'Hallo' }),
  answers: {
    managers: '401 403 403 404 ok  ok',
    read: '    401 403 403 ok  ok  ok',
    write: '   401 403 403 ok  ok  ok',
  },
}

/** Who gets through the routes of mails, those of the outbox included; what waits in a mailbox is its owner's alone. */
export const mailLines: Record<string, Line> = {
  'GET /audit': admins,
  'GET /mails': admins,
  'POST /mails/{id}/retry': admins,
  'GET /mails/senders': users,
  'POST /mails': sending,
  'POST /mails/{id}/again': {
    record: 'mail',
    answers: {
      managers: '401 403 403 404 ok  ok',
      read: '    401 403 403 403 ok  ok',
      write: '   401 403 403 ok  ok  ok',
    },
  },
  'GET /mails/{id}/html': reading,
  'GET /mails/{id}/source': reading,
  'GET /mails/{id}.msg': reading,
  'GET /mails/{id}/thread': reading,
  'GET /mail-templates': users,
  'POST /mail-templates': admins,
  'PATCH /mail-templates/{id}': admins,
  'DELETE /mail-templates/{id}': admins,
  'POST /mails/fetch': users,
  'GET /mails/waiting': users,
  'GET /mails/waiting/{id}': users,
  'POST /mails/waiting/{id}/assign': users,
  'POST /mails/waiting/{id}/ignore': users,
  'POST /mails/waiting/{id}/restore': users,
}
