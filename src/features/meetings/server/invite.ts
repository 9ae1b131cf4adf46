import { sql } from 'kysely'
import type { Meeting, MeetingAnswer, MeetingInvite } from '#features/appointments/meeting.ts'
import { respond } from '#features/appointments/server/respond.ts'
import { Problem, invalid, missing } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import type { Database, Tx } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { record } from '#platform/journal.ts'
import { heldMeeting, listMeetingSenders, meetingAppointment, readMeeting } from './read-meeting.ts'
import type { MeetingsDb } from './tables.ts'

// Nobody is ever mailed but by these commands; each is one deliberate act of the person whose meeting it is.

export const TELL_JOB = 'meetings.tell'

/** What the job that writes to people has to know; all else it reads when it runs. */
export interface Telling {
  appointmentId: string
  accountId: string
  what: 'request' | 'cancel' | 'reply'
  /** Whom a request goes to; null: to all. */
  emails: string[] | null
}

/** Has guests asked by mail; those who were asked before hear nothing. */
export async function inviteGuests(
  tx: Tx<MeetingsDb>,
  by: By,
  { id, input, house }: { id: string; input: MeetingInvite; house: Pick<House, 'jobs'> },
): Promise<Meeting> {
  const { row } = await lockOwn(tx, by, id)
  const senders = await listMeetingSenders(tx, by)
  const sender = senders.find(({ accountId }) => accountId === input.accountId)
  if (!sender) throw invalid('accountId', 'unknown', 'Nothing can be sent from there.')
  const own = new Set(senders.map(({ address }) => address.toLowerCase()))
  const guests = [...new Map(input.guests.map((one) => [one.email, one])).values()].filter(
    ({ email }) => !own.has(email),
  )
  if (guests.length === 0) throw invalid('guests', 'required', 'Name somebody besides yourself.')
  const way = await wayOf(tx, { id, accountId: sender.accountId })
  await tx
    .insertInto('meeting')
    .values({ appointmentId: id, accountId: sender.accountId, way, state: 'waiting' })
    .onConflict((c) =>
      c.column('appointmentId').doUpdateSet({
        accountId: sender.accountId,
        way,
        state: 'waiting',
        fault: null,
        detail: null,
      }),
    )
    .execute()
  await tx
    .insertInto('meetingGuest')
    .values(guests.map((guest) => ({ appointmentId: id, ...guest })))
    .onConflict((c) =>
      c.columns(['appointmentId', 'email']).doUpdateSet({ name: sql<string>`excluded.name` }),
    )
    .execute()
  const emails = guests.map(({ email }) => email)
  await start(tx, by, {
    house,
    title: row.title,
    telling: { appointmentId: id, ...sender, what: 'request', emails },
  })
  await note(tx, by, { id, title: row.title, verb: 'invited', emails })
  return readMeeting(tx, by, id)
}

/** Tells all guests what is another now, or that the meeting does not take place. */
export async function tellGuests(
  tx: Tx<MeetingsDb>,
  by: By,
  { id, what, house }: { id: string; what: 'request' | 'cancel'; house: Pick<House, 'jobs'> },
): Promise<Meeting> {
  const { row, meeting, emails } = await lockOwn(tx, by, id)
  if (!meeting || meeting.way === null || emails.length === 0)
    throw new Problem('conflict', 'meeting.no_guests', 'Nobody was asked by mail.')
  if (meeting.accountId === null)
    throw new Problem('conflict', 'mail.no_sender', 'The account it was sent from is gone.')
  const telling = { appointmentId: id, accountId: meeting.accountId, what, emails: null }
  await tx
    .updateTable('meeting')
    .set({ state: 'waiting', fault: null, detail: null })
    .where('appointmentId', '=', id)
    .execute()
  await start(tx, by, { house, title: row.title, telling })
  await note(tx, by, { id, title: row.title, verb: what === 'cancel' ? 'calledOff' : 'told', emails })
  return readMeeting(tx, by, id)
}

/** Keeps the own answer to an invitation from outside; who invited hears of it only when that is asked for. */
export async function answerInvitation(
  tx: Tx<MeetingsDb>,
  by: By,
  { id, input, house }: { id: string; input: MeetingAnswer; house: Pick<House, 'jobs'> },
): Promise<Meeting> {
  const before = await readMeeting(tx, by, id)
  if (!before.can.includes('answer'))
    throw new Problem('conflict', 'meeting.not_asked', 'Nobody outside asked you.')
  const { title } = await respond(tx, by, { id, response: input.response })
  if (input.notify) {
    const accountId = await answeringAccount(tx, by, id)
    const emails = [before.organizer?.email ?? '']
    await start(tx, by, { house, title, telling: { appointmentId: id, accountId, what: 'reply', emails } })
    await note(tx, by, { id, title, verb: 'replied', emails })
  }
  return readMeeting(tx, by, id)
}

/** An own meeting; one that somebody outside leads is theirs to tell of. */
async function lockOwn(tx: Tx<MeetingsDb>, by: By, id: string) {
  await tx.selectFrom('appointment').select('id').where('id', '=', id).forUpdate().execute()
  const row = await meetingAppointment(tx, by, id)
  const { meeting, guests } = await heldMeeting(tx, id)
  if (row.organizerId !== by.id || meeting?.organizer)
    throw new Problem('forbidden', 'meeting.not_yours', 'Only its organizer invites to a meeting.')
  return { row, meeting, emails: guests.map(({ email }) => email) }
}

/** Where Exchange has the event it writes to the guests itself; else a message of ours does. */
async function wayOf(
  tx: Tx<MeetingsDb>,
  { id, accountId }: { id: string; accountId: string },
): Promise<'mail' | 'server'> {
  const { rows } = await sql`
    select 1 from groupware_link l join groupware_account a on a.id = l.account_id and a.kind = 'graph'
    where l.account_id = ${accountId} and l.record_kind = 'appointment' and l.record_id = ${id}
      and l.state = 'linked' and l.remote_id is not null`.execute(tx)
  return rows.length > 0 ? 'server' : 'mail'
}

/** The own account that has the invitation, else any that can send. */
async function answeringAccount(tx: Tx<MeetingsDb>, by: By, id: string): Promise<string> {
  const senders = await listMeetingSenders(tx, by)
  const linked = await tx
    .selectFrom('groupwareLink')
    .select('accountId')
    .where('recordKind', '=', 'appointment')
    .where('recordId', '=', id)
    .where('remoteId', 'is not', null)
    .execute()
  const has = new Set(linked.map(({ accountId }) => accountId))
  const found = senders.find(({ accountId }) => has.has(accountId)) ?? senders[0]
  if (!found) throw new Problem('conflict', 'mail.no_sender', 'Nothing can be sent from here.')
  return found.accountId
}

async function start(
  tx: Tx<MeetingsDb>,
  by: By,
  {
    house,
    title,
    telling: { appointmentId, accountId, what, emails },
  }: { house: Pick<House, 'jobs'>; title: string; telling: Telling },
): Promise<void> {
  const input: Telling = { appointmentId, accountId, what, emails }
  await house.jobs.start(tx as never, by, { kind: TELL_JOB, title, input })
}

/** The audit trail says who had whom written to. */
async function note(
  tx: Tx<MeetingsDb>,
  by: By,
  { id, title, verb, emails }: { id: string; title: string; verb: string; emails: readonly string[] },
): Promise<void> {
  const db: Database<MeetingsDb> = tx
  const people = await db
    .selectFrom('appointmentAttendee')
    .select('userId')
    .where('appointmentId', '=', id)
    .where('userId', 'is not', null)
    .execute()
  if (people.length === 0) throw missing()
  await record(tx, by, {
    action: `appointment.${verb}`,
    kind: 'appointment',
    id,
    title,
    readers: people.flatMap(({ userId }) => userId ?? []),
    diff: [{ field: 'guests', from: null, to: emails.join(', ') }],
  })
}
