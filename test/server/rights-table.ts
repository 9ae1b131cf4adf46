import type { Visibility } from '#kernel/rights.ts'
import { davLines } from './dav-rights.ts'
import { eventLines } from './event-rights.ts'
import { groupwareLines } from './groupware-rights.ts'
import { invoiceLines } from './invoice-rights.ts'
import { labelLines } from './label-rights.ts'
import { mailLines } from './mail-rights.ts'
import { opportunityLines } from './opportunity-rights.ts'
import { paymentLines } from './payment-rights.ts'
import { syncLines } from './sync-rights.ts'

/** Everybody who may knock: `granted` is a guest, `manager` a user, both on the access list of the record. */
export const CALLERS = ['anonymous', 'guest', 'granted', 'user', 'manager', 'admin'] as const
export type Caller = (typeof CALLERS)[number]

/** What each caller gets, in the order of CALLERS; `ok` is past the door: neither 401, 403 nor, for a record, 404. */
export type Answers = string

export type Kind =
  | 'contact'
  | 'merge'
  | 'binned'
  | 'entry'
  | 'binned entry'
  | 'mail'
  | 'file'
  | 'token'
  | 'job'
  | 'view'
  | 'import'
  | 'run'
  | 'task'
  | 'binned task'
  | 'invoice'
  | 'binned invoice'
  | 'issued invoice'
  | 'certificate'
  | 'invoice plan'
  | 'binned invoice plan'
  | 'seat'
  | 'absence'
  | 'visit'
  | 'plan'
  | 'appointment'
  | 'binned appointment'
  | 'event'
  | 'project'
  | 'binned project'
  | 'binned event'
  | 'opportunity'
  | 'binned opportunity'

export interface Line {
  /** The record the route is called on, made anew for each call by `manager`; else an id that nobody has. */
  record?: Kind
  /** Where the record is not named in the path but behind the question mark. */
  query?: string
  /** Made with the id of the record and of another contact of everybody's. */
  body?: object | string | ((id: string, other: string, stage: string) => object)
  type?: string
  answers: Answers | Record<Visibility, Answers>
}

// anonymous guest granted user manager admin
const anyone: Line = { answers: 'ok  ok  ok  ok  ok  ok' }
const guests: Line = { answers: '401 ok  ok  ok  ok  ok' }
const users: Line = { answers: '401 403 403 ok  ok  ok' }
const admins: Line = { answers: '401 403 403 403 403 ok' }

const reading: Line = {
  record: 'contact',
  answers: {
    managers: '401 404 ok  404 ok  ok',
    read: '    401 404 ok  ok  ok  ok',
    write: '   401 404 ok  ok  ok  ok',
  },
}
/** Whoever has a seat may ask about what they see. */
const seeing: Line = {
  record: 'contact',
  answers: {
    managers: '401 403 403 404 ok  ok',
    read: '    401 403 403 ok  ok  ok',
    write: '   401 403 403 ok  ok  ok',
  },
}
const changing = (body?: Line['body']): Line => ({
  record: 'contact',
  ...(body ? { body } : {}),
  answers: {
    managers: '401 403 403 404 ok  ok',
    read: '    401 403 403 403 ok  ok',
    write: '   401 403 403 ok  ok  ok',
  },
})
/** Another contact of everybody's is to become one with the record. */
const merging: Line = changing((_id, other) => ({ otherId: other }))
/** Whoever has a seat may write about what they see. */
const writing: Line = {
  record: 'contact',
  body: (contactId) => ({ contactId, category: 'note', text: 'Hallo' }),
  answers: {
    managers: '401 403 403 404 ok  ok',
    read: '    401 403 403 ok  ok  ok',
    write: '   401 403 403 ok  ok  ok',
  },
}
/** What belongs to its owner alone, here `manager`. */
const own = (record: 'token' | 'view', body?: object): Line => ({
  record,
  ...(body ? { body } : {}),
  answers: '401 404 404 404 ok 404',
})
/** Guests import nothing; administrators may look after the imports of others. */
const ownImport = (body?: object): Line => ({
  record: 'import',
  ...(body ? { body } : {}),
  answers: '401 403 403 404 ok ok',
})
/** What was done belongs to whoever did it. */
const ownRun: Line = { record: 'run', answers: '401 403 403 404 ok ok' }
/** A task of the manager about a contact: administrators and whoever sees the contact see it, guests never. */
const seeingTask: Line = {
  record: 'task',
  answers: {
    managers: '401 403 403 404 ok ok',
    read: '    401 403 403 ok  ok ok',
    write: '   401 403 403 ok  ok ok',
  },
}
/** Only whoever does it, whoever made it and administrators change it. */
const changingTask = (body?: object, record: 'task' | 'binned task' = 'task'): Line => ({
  record,
  ...(body ? { body } : {}),
  answers: {
    managers: '401 403 403 404 ok ok',
    read: '    401 403 403 403 ok ok',
    write: '   401 403 403 403 ok ok',
  },
})
/** Plans are read by everybody with a seat and changed by whoever made them or is responsible. */
const planning = (body?: object): Line => ({
  record: 'plan',
  ...(body ? { body } : {}),
  answers: '401 403 403 403 ok ok',
})
const planReading: Line = { record: 'plan', answers: '401 403 403 ok ok ok' }
/** A visit is changed by whoever may read its contact, but not by guests. */
const visiting = (body?: object): Line => ({ ...seeing, record: 'visit', ...(body ? { body } : {}) })
const ownJob: Line = { record: 'job', answers: '401 404 404 404 ok ok' }

export const PICTURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
export const FORM_TYPE = 'multipart/form-data; boundary=x'
export const FORM = [
  '--x',
  'content-disposition: form-data; name="file"; filename="a.txt"',
  'content-type: text/plain',
  '',
  'Hallo',
  '--x--',
  '',
].join('\r\n')

export const MEETING = { title: 'Termin', start: '2027-07-01T10:00', end: '2027-07-01T11:00' }
export const AWAY = { from: '2027-07-01', to: '2027-07-14', kind: 'vacation' }

/** Who gets through which route. A new route needs one line here. */
export const table: Record<string, Line> = {
  'GET /setup': anyone,
  'POST /setup': anyone,
  'DELETE /setup/sample-data': admins,
  'POST /session': anyone,
  'GET /session': guests,
  'PATCH /session': guests,
  'DELETE /session': guests,
  'POST /password-reset': anyone,
  'POST /password-reset/confirm': anyone,
  'POST /invitations/accept': anyone,
  'GET /tokens': guests,
  'POST /tokens': guests,
  'DELETE /tokens/{id}': own('token'),
  'GET /users': guests,
  'POST /users': admins,
  'GET /users/{id}': admins,
  'PATCH /users/{id}': admins,
  'POST /users/{id}/invitation': admins,
  'POST /users/{id}/hand-over': admins,
  'DELETE /users/{id}/sessions': admins,
  'GET /vocabulary': guests,
  'GET /places': guests,
  'POST /routes': users,
  'POST /routes/apply': users,
  'POST /routes/order': users,
  'GET /routes/pins': guests,
  'POST /routes/spread': users,
  'POST /routes/spread/apply': users,
  'GET /quality': guests,
  'GET /groups': guests,
  'POST /groups': admins,
  'PATCH /groups/{id}': admins,
  'DELETE /groups/{id}': admins,
  'GET /settings': guests,
  'PATCH /settings': admins,
  'GET /settings/logo': guests,
  'PUT /settings/logo': { ...admins, body: PICTURE, type: 'image/png' },
  'DELETE /settings/logo': admins,
  ...invoiceLines({ seeing, changing }),
  ...paymentLines,
  ...syncLines,
  ...groupwareLines,
  ...labelLines('contact-types', admins),
  ...labelLines('temperatures', admins),
  ...labelLines('tags', users),
  ...labelLines('history-categories', admins),
  ...labelLines('task-categories', admins),
  ...labelLines('lost-reasons', admins),
  'GET /custom-fields': guests,
  'POST /custom-fields': admins,
  'PATCH /custom-fields/{id}': admins,
  'DELETE /custom-fields/{id}': admins,
  'GET /contacts': guests,
  'POST /contacts': users,
  'GET /contacts/{id}': reading,
  'GET /contacts/{id}.vcf': reading,
  'PATCH /contacts/{id}': changing({ position: 'Köchin' }),
  'DELETE /contacts/{id}': changing(),
  'POST /contacts/{id}/restore': { ...changing(), record: 'binned' },
  'POST /contacts/check': { ...users, body: { kind: 'person', lastName: 'x' } },
  'POST /contacts/company-match': { ...users, body: { kind: 'person', lastName: 'x' } },
  'GET /contacts/{id}/duplicates': seeing,
  'GET /duplicates': users,
  'POST /duplicates/{id}/decision': { ...users, body: { decision: 'same' } },
  'GET /duplicates/scan': users,
  'POST /duplicates/scan': { ...seeing, body: (contactId) => ({ contactId }) },
  'GET /duplicates/weights': admins,
  'DELETE /duplicates/weights': admins,
  'POST /contacts/bulk': users,
  'POST /contacts/bulk/preview': users,
  'GET /contacts/{id}/audit': reading,
  'GET /contacts/{id}/counts': reading,
  'GET /contacts/{id}/origin': reading,
  'GET /contacts/{id}/files': reading,
  'GET /contacts/{id}/photo': reading,
  'PUT /contacts/{id}/photo': { ...changing(PICTURE), type: 'image/png' },
  'DELETE /contacts/{id}/photo': changing(),
  'GET /contacts/{id}/merge-candidates': writing,
  'POST /contacts/{id}/merge/preview': merging,
  'POST /contacts/{id}/merge': merging,
  'GET /merges/{id}': { ...reading, record: 'merge' },
  'POST /merges/{id}/undo': { ...changing(), record: 'merge' },

  // Of whom they are kept from: test/server/subjects.test.ts.
  'GET /opportunities/{id}/counts': guests,
  'GET /opportunities/{id}/files': guests,
  'GET /events/{id}/counts': guests,
  'GET /events/{id}/files': guests,
  'GET /projects/{id}/counts': guests,
  'GET /projects/{id}/files': guests,
  'GET /history': { ...reading, query: 'contact={id}' },
  'POST /history': writing,
  'GET /history/{id}': { ...reading, record: 'entry' },
  'PATCH /history/{id}': { ...changing({ text: 'Neu' }), record: 'entry' },
  'DELETE /history/{id}': { ...changing(), record: 'entry' },
  'POST /history/{id}/restore': { ...changing(), record: 'binned entry' },
  'POST /files': users,
  'GET /files/{id}': { ...reading, record: 'file' },
  'PATCH /files/{id}': { ...changing({ name: 'neu.txt' }), record: 'file' },
  'GET /files/{id}/versions': { ...reading, record: 'file' },
  'POST /files/{id}/versions': { ...changing(FORM), record: 'file', type: FORM_TYPE },

  ...opportunityLines,
  ...davLines,
  ...eventLines,
  ...mailLines,
  'GET /tasks': users,
  'POST /tasks': users,
  'GET /tasks/{id}': seeingTask,
  'PATCH /tasks/{id}': changingTask({ title: 'Neu' }),
  'DELETE /tasks/{id}': changingTask(),
  'POST /tasks/{id}/restore': changingTask(undefined, 'binned task'),
  'POST /tasks/nearest': { ...users, body: { contactIds: [] } },
  'POST /tasks/bulk': users,
  'POST /tasks/for-contacts': users,
  'GET /visit-plans': users,
  'POST /visit-plans': users,
  'GET /visit-plans/{id}': planReading,
  'PATCH /visit-plans/{id}': planning({ name: 'Neu' }),
  'DELETE /visit-plans/{id}': planning(),
  'POST /visit-plans/{id}/restore': { record: 'plan', answers: '401 403 403 404 404 404' },
  'POST /visit-plans/{id}/copy': planReading,
  'GET /visit-plans/{id}/customers': planReading,
  'POST /visit-plans/{id}/customers': planning(),
  // The id of the plan is no customer's.
  'PATCH /visit-plans/{id}/customers/{contactId}': { record: 'plan', answers: '401 403 403 403 404 404' },
  'GET /contacts/{id}/visit-plans': seeing,
  'POST /visit-plans/{id}/preview': planning(),
  'POST /visit-plans/{id}/propose': planning(),
  'GET /today/offline': guests,
  'GET /visits': guests,
  'GET /visits/analysis': users,
  'GET /visits/days': guests,
  'POST /visits/accept': users,
  'POST /visits/bulk': users,
  'GET /visits/{id}': { ...reading, record: 'visit' },
  'PATCH /visits/{id}': visiting({ bring: 'Muster' }),
  'POST /visits/{id}/confirm': visiting(),
  'POST /visits/{id}/check-in': visiting(),
  'POST /visits/{id}/done': visiting(),
  'POST /visits/{id}/no-show': visiting(),
  'POST /visits/{id}/skip': visiting(),
  'POST /visits/{id}/cancel': visiting(),
  'POST /visits/{id}/reopen': visiting(),
  'GET /contacts/{id}/visit-place': reading,
  'PUT /contacts/{id}/visit-place': changing({ note: 'Klingeln' }),
  'GET /runs': users,
  'GET /runs/{id}': ownRun,
  'GET /runs/{id}/left': ownRun,
  'POST /runs/{id}/undo': ownRun,
  'GET /imports': users,
  'POST /imports': users,
  'GET /imports/{id}': ownImport(),
  'PATCH /imports/{id}': ownImport({ dialect: { decimal: '.' } }),
  'GET /imports/{id}/rows': ownImport(),
  'POST /imports/{id}/run': ownImport({ mapping: { 0: 'lastName' } }),
  'GET /imports/{id}/rows.csv': ownImport(),
  'PATCH /imports/{id}/rows/{number}': {
    record: 'import',
    body: { cells: [] },
    answers: '401 403 403 404 404 404',
  },
  'POST /imports/{id}/rows/run': ownImport({}),
  'POST /imports/{id}/undo': { record: 'import', answers: '401 403 403 404 404 404' },
  'GET /exports/contacts.csv': users,
  'GET /exports/contacts.xlsx': users,
  'GET /exports/contacts.vcf': users,
  'GET /exports/all': admins,
  'GET /exports/all.zip': admins,
  'GET /search': guests,
  'GET /bin': guests,
  'POST /bin/empty': admins,
  'GET /notifications': guests,
  'POST /notifications/read': guests,
  'GET /notification-channels': guests,
  'PATCH /notification-channels': guests,
  'GET /push-key': guests,
  'GET /push-subscriptions': guests,
  'POST /push-subscriptions': guests,
  'DELETE /push-subscriptions': guests,
  'DELETE /push-subscriptions/{id}': guests,
  'GET /views': guests,
  'POST /views': guests,
  'PATCH /views/{id}': own('view', { name: 'Neu' }),
  'DELETE /views/{id}': own('view'),
  'GET /holidays': { ...guests, query: 'from=2027-01-01&to=2027-12-31' },
  'GET /working-times': users,
  'PATCH /working-times/{id}': {
    record: 'seat',
    body: { maxVisitsPerDay: 4 },
    answers: '401 403 403 403 ok ok',
  },
  'GET /absences': users,
  'POST /absences': { ...users, body: AWAY },
  'PATCH /absences/{id}': { record: 'absence', body: { note: 'x' }, answers: '401 403 403 403 ok ok' },
  'DELETE /absences/{id}': { record: 'absence', answers: '401 403 403 403 ok ok' },
  'GET /appointments': guests,
  'POST /appointments': { ...users, body: MEETING },
  'GET /appointments/{id}': { record: 'appointment', answers: '401 404 404 ok ok ok' },
  'GET /appointments/{id}.ics': { record: 'appointment', answers: '401 404 404 ok ok ok' },
  'PATCH /appointments/{id}': {
    record: 'appointment',
    body: { title: 'Neu' },
    answers: '401 403 403 403 ok ok',
  },
  'DELETE /appointments/{id}': { record: 'appointment', answers: '401 403 403 403 ok ok' },
  'POST /appointments/{id}/restore': { record: 'binned appointment', answers: '401 403 403 403 ok ok' },
  'POST /appointments/{id}/respond': {
    record: 'appointment',
    body: { response: 'accepted' },
    answers: '401 404 404 403 ok 403',
  },
  'POST /appointments/{id}/copy': { record: 'appointment', answers: '401 403 403 ok ok ok' },
  'GET /calendar': guests,
  'POST /appointments/conflicts': users,
  'GET /visits/{id}.ics': guests,
  'GET /calendars': guests,
  'POST /calendars': guests,
  'DELETE /calendars/{id}': guests,
  'GET /calendars/{secret}.ics': anyone,
  'GET /closures': users,
  'POST /closures': admins,
  'PATCH /closures/{id}': admins,
  'DELETE /closures/{id}': admins,
  'GET /jobs': guests,
  'GET /jobs/{id}': ownJob,
  'POST /jobs/{id}/cancel': ownJob,
}
