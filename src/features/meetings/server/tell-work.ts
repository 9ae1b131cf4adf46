import { GroupwareError } from '#connectors/groupware/groupware-error.ts'
import type { Groupware } from '#connectors/groupware/groupware.ts'
import type { AppointmentRow } from '#features/appointments/server/appointment-row.ts'
import { exceptionsOf } from '#features/appointments/server/list-occurrences.ts'
import type { EventItem } from '#kernel/groupware/event-item.ts'
import type { PersonItem } from '#kernel/groupware/person-item.ts'
import type { By } from '#kernel/rights.ts'
import type { Database } from '#platform/database.ts'
import { json, transaction } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { announce } from '#platform/journal.ts'
import type { Running, Work } from '#platform/jobs.ts'
import { eventOf } from './event-of.ts'
import { invitationMail } from './invitation-mail.ts'
import { TELL_JOB } from './invite.ts'
import type { Telling } from './invite.ts'
import { heldMeeting, meetingAppointment } from './read-meeting.ts'
import type { Guest, MeetingRow } from './read-meeting.ts'
import type { MeetingsDb } from './tables.ts'

/** How an account's groupware is opened; whoever opens it closes it. */
type Open = (house: House, accountId: string, signal?: AbortSignal) => Promise<Groupware>

/** The job behind each command: writes to those it names, once, and keeps what they were told. */
export const tellWork = (open: Open): Work => ({
  kind: TELL_JOB,
  async run({ id, house, by, input }: Running<Telling>) {
    const db = house.db as unknown as Database<MeetingsDb>
    const facts = await read(db, by, input)
    if (!facts) return {}
    const failed = await tell(house, open, { id, by, input }, facts).then(
      () => undefined,
      (error: unknown) => {
        if (error instanceof GroupwareError) return error
        throw error
      },
    )
    await keep(db, by, { input, row: facts.row, failed })
    return { sent: !failed, ...(failed && { fault: failed.fault }) }
  },
})

interface Job {
  id: string
  by: By
  input: Telling
}

interface Facts {
  row: AppointmentRow
  item: EventItem
  meeting: MeetingRow
  guests: Guest[]
  sender: PersonItem
  isMicrosoft: boolean
  /** The item in the account that sends. */
  link: { remoteId: string; place: string; uid: string } | undefined
}

async function read(
  db: Database<MeetingsDb>,
  by: By,
  { appointmentId: id, accountId }: Telling,
): Promise<Facts | undefined> {
  const { meeting, guests } = await heldMeeting(db, id)
  const account = await db
    .selectFrom('groupwareAccount')
    .select(['address', 'kind'])
    .where('id', '=', accountId)
    .executeTakeFirst()
  if (!meeting || !account) return undefined
  const row = await meetingAppointment(db, by, id)
  const item = eventOf(row, (await exceptionsOf(db, [row])).get(id) ?? [])
  const link = await db
    .selectFrom('groupwareLink as l')
    .innerJoin('groupwareCollection as c', 'c.id', 'l.collectionId')
    .select(['l.remoteId', 'l.uid', 'l.uidThere', 'c.remoteId as place'])
    .where('l.accountId', '=', accountId)
    .where('l.recordKind', '=', 'appointment')
    .where('l.recordId', '=', id)
    .executeTakeFirst()
  const there = link?.remoteId != null && {
    remoteId: link.remoteId,
    place: link.place,
    uid: link.uidThere ?? link.uid,
  }
  return {
    row,
    item,
    meeting,
    guests,
    sender: { name: by.name, email: account.address },
    isMicrosoft: account.kind === 'graph',
    link: there || undefined,
  }
}

async function tell(house: House, open: Open, job: Job, facts: Facts): Promise<void> {
  const groupware = await open(house, job.input.accountId, AbortSignal.timeout(120_000))
  try {
    if (!(await tellThere(groupware, job.input, facts))) await write(groupware, job, facts)
  } finally {
    await groupware.close()
  }
}

/** Has the calendar server write, where it leads the meeting; false where a message of ours has to. */
async function tellThere(
  groupware: Groupware,
  { what }: Telling,
  { item, meeting, guests, row, isMicrosoft, link }: Facts,
): Promise<boolean> {
  if (!link || !isMicrosoft || (what !== 'reply' && meeting.way !== 'server')) return false
  const store = groupware.items('appointment', link.place)
  if (what === 'reply') {
    const response = row.attendees.find(({ userId }) => userId === row.organizerId)?.response ?? 'open'
    if (!store.answer || response === 'open') return false
    await store.answer(link.remoteId, response)
  } else if (what === 'cancel') {
    if (!store.callOff) return false
    await store.callOff(link.remoteId).catch(unlessGone)
  } else {
    if (!store.invite) return false
    await store.invite(link.remoteId, item, guests)
  }
  return true
}

async function write(
  groupware: Groupware,
  { id, by, input: { what, emails } }: Job,
  { row, item, meeting, guests, sender, link }: Facts,
): Promise<void> {
  const isReply = what === 'reply'
  const organizer = isReply ? (meeting.organizer ?? sender) : sender
  const to = isReply ? [organizer] : guests.filter(({ email }) => emails === null || emails.includes(email))
  if (to.length === 0) return
  const own = row.attendees.find(({ userId }) => userId === row.organizerId)?.response ?? 'open'
  const sequence = what === 'cancel' ? row.sequence + 1 : row.sequence
  const mail = await invitationMail({
    item: isReply && link ? { ...item, uid: link.uid } : item,
    method: what,
    sequence,
    organizer,
    guests: isReply ? [{ ...sender, response: own }] : guests,
    from: sender,
    to,
    language: by.language,
    id,
    now: Date.now(),
  })
  await groupware.send({ from: sender.email, to: to.map(({ email }) => email), ...mail })
}

async function keep(
  db: Database<MeetingsDb>,
  by: By,
  { input, row, failed }: { input: Telling; row: AppointmentRow; failed: GroupwareError | undefined },
): Promise<void> {
  const { appointmentId, what } = input
  const { starts: start, ends: end, allDay, place, sequence } = row
  await transaction(db, async (tx) => {
    if (what !== 'reply')
      await tx
        .updateTable('meeting')
        .set(
          failed
            ? { state: 'failed', fault: failed.fault, detail: failed.detail.slice(0, 2000) }
            : {
                state: 'sent',
                fault: null,
                detail: null,
                toldAt: new Date().toISOString(),
                told: json({ start, end, allDay, place, sequence }),
              },
        )
        .where('appointmentId', '=', appointmentId)
        .execute()
    const readers = row.attendees.flatMap(({ userId }) => userId ?? [])
    await announce(tx, by, { kind: 'appointment', id: appointmentId, action: 'appointment.told', readers })
  })
}

function unlessGone(error: unknown): void {
  if (!(error instanceof GroupwareError) || error.fault !== 'not-found') throw error
}
