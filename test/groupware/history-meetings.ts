import { sql } from 'kysely'
import { expect } from 'vitest'
import { changeAppointment } from '#features/appointments/server/change-appointment.ts'
import { deleteAppointment } from '#features/appointments/server/delete-appointment.ts'
import { ourKind } from '#features/sync/server/ours/our-areas.ts'
import type { SyncDb } from '#features/sync/server/tables.ts'
import type { Database } from '#platform/database.ts'
import { differences } from './differences.ts'
import { anEvent } from './desk.ts'
import { act } from './history-notes.ts'
import type { MemoryItem } from './memory.ts'
import type { Mailbox, Meeting, Standing } from './things.ts'

const OUTSIDE = { name: 'Eva Kunde', email: 'eva@kunde.example' }

/** Both mailboxes of a history; one where a colleague has none. */
export function mailboxes({ desk, who, other }: Standing): Mailbox[] {
  return other ? [{ desk, who }, other] : [{ desk, who }]
}

/** Somebody invites to a meeting: one of the two colleagues, or a person outside. Its copies come one after the other. */
export function beginMeeting(standing: Standing): void {
  const { draw, seed } = standing
  const mark = `[${seed}#${standing.number++}]`
  const boxes = mailboxes(standing)
  const organizer = boxes[draw(3)]
  const attendees = boxes
    .filter((box) => box !== organizer)
    .map(({ who }) => ({ name: who.by.name, email: `${who.by.id}@firma.example`, response: 'open' as const }))
  const item = anEvent(`${mark}@x`, { description: mark, attendees, organizer: OUTSIDE })
  const meeting: Meeting = { mark, organizer, item, isOver: false, gone: new Set() }
  standing.meetings.push(meeting)
  const [first, second] = draw(2) === 0 ? boxes : boxes.toReversed()
  if (first) deliver(meeting, first)
  if (second) standing.onTheirWay.push(() => deliver(meeting, second))
}

function deliver({ organizer, item }: Meeting, box: Mailbox): void {
  box.desk.groupware.put('cal', {
    ...item,
    own: box === organizer,
    response: box === organizer ? null : 'open',
  })
}

/** What mail servers still have to tell arrives now. */
export function deliverAll({ onTheirWay }: Standing): void {
  for (const arrive of onTheirWay.splice(0)) arrive()
}

/** Something happens to a meeting, in one mailbox or in Kontor; what the organizer says reaches the others later. */
export async function meetingDeed(standing: Standing): Promise<void> {
  const { draw, meetings, onTheirWay } = standing
  const meeting = meetings[draw(meetings.length + 1)]
  if (!meeting) return beginMeeting(standing)
  const arrive = draw(3) === 0 ? onTheirWay.shift() : undefined
  if (arrive) return arrive()
  const deed = draw(8)
  const change = someChange(standing)
  if (deed < 3) return announced(standing, meeting, change)
  const box = mailboxes(standing)[draw(2)]
  if (!box) return
  if (deed === 3) return edit(box, meeting, change)
  if (deed === 4) return edit(box, meeting, { response: draw(2) === 0 ? 'accepted' : 'tentative' })
  if (deed === 5) return changeHere(standing, meeting)
  if (deed === 6) return remove(box, meeting)
  if (draw(2) === 0) return callOff(standing, meeting)
  return removeHere(standing, meeting)
}

function someChange({ draw }: Standing): Partial<MemoryItem> {
  if (draw(2) === 0) return { title: `Runde ${draw(1000)}` }
  const day = `2026-12-${String(1 + draw(28)).padStart(2, '0')}`
  return { start: `${day}T10:00`, end: `${day}T12:00` }
}

/** The organizer's own copy at once, those of the others when the message comes. */
function announced(standing: Standing, meeting: Meeting, change: Partial<MemoryItem>): void {
  Object.assign(meeting.item, change)
  for (const box of mailboxes(standing)) {
    if (box === meeting.organizer) edit(box, meeting, change)
    else standing.onTheirWay.push(() => edit(box, meeting, change))
  }
}

function callOff(standing: Standing, meeting: Meeting): void {
  meeting.isOver = true
  announced(standing, meeting, { cancelled: true })
}

function edit(box: Mailbox, { mark }: Meeting, change: object): void {
  const copy = copyOf(box, mark)
  if (copy) box.desk.groupware.edit('cal', copy.id, change)
}

function remove(box: Mailbox, meeting: Meeting): void {
  const copy = copyOf(box, meeting.mark)
  if (!copy) return
  meeting.gone.add(box)
  box.desk.groupware.delete('cal', copy.id)
}

/** Whoever has the record writes into it; only the reminder is theirs alone. */
async function changeHere(standing: Standing, { mark }: Meeting): Promise<void> {
  const record = (await recordsOf(standing, mark))[0]
  const lead = record && leadOf(standing, record)
  if (!lead) return
  const { draw } = standing
  const change = draw(2) === 0 ? { title: `Hier ${draw(1000)}` } : { reminderMinutes: draw(60) }
  await act(standing, async (tx) => {
    await changeAppointment(tx, lead.who.by, { id: record.id, change })
  })
}

async function removeHere(standing: Standing, meeting: Meeting): Promise<void> {
  const record = (await recordsOf(standing, meeting.mark))[0]
  const lead = record && leadOf(standing, record)
  if (!lead) return
  meeting.isOver = true
  await act(standing, (tx) => deleteAppointment(tx, lead.who.by, { id: record.id }).then(() => undefined))
}

/**
 * Each meeting is one record, however many mailboxes hold it; it says what the copy of whoever leads says, stays as long
 * as a copy that counts is there, and nothing but what is everybody's own was ever written.
 */
export async function expectMeetingsAtRest(standing: Standing): Promise<void> {
  const boxes = mailboxes(standing)
  for (const meeting of standing.meetings) await expectMeeting(standing, meeting, boxes)
  for (const { desk } of boxes)
    for (const { id, fields } of desk.groupware.written)
      if (standing.meetings.some(({ mark }) => id.startsWith(mark)))
        expect(['reminderMinutes', 'categories'], `written to ${id}`).toEqual(expect.arrayContaining(fields))
}

async function expectMeeting(standing: Standing, meeting: Meeting, boxes: Mailbox[]): Promise<void> {
  const { mark, organizer, isOver, gone } = meeting
  const about = `meeting ${mark} of seed ${standing.seed}`
  const records = await recordsOf(standing, mark)
  const isLeft = organizer ? !gone.has(organizer) : gone.size < boxes.length
  expect(records.length, `${about}: one record`).toBeLessThanOrEqual(1)
  if (!isOver && isLeft) expect(records, `${about}: stays`).toHaveLength(1)
  const [record] = records
  const lead = record && leadOf(standing, record)
  if (!record || isOver) return
  const copy = lead && copyOf(lead, mark)
  expect(lead, `${about}: is somebody's`).toBeDefined()
  if (!lead || !copy) return
  if (gone.size === 0 && organizer)
    expect(lead.who.by.id, `${about}: is its organizer's`).toBe(organizer.who.by.id)
  const db = standing.app.house.db as unknown as Database<SyncDb>
  const ours = (await ourKind('appointment').read(db, lead.who.by, [record.id])).get(record.id)
  if (!ours) throw new Error(`${about}: ${lead.who.by.name} does not see it`)
  if (gone.size === 0) {
    const { rows } = await sql<{ userId: string }>`
      select user_id from appointment_attendee where appointment_id = ${record.id} and user_id is not null`.execute(
      db,
    )
    const users = new Set(rows.map(({ userId }) => userId))
    for (const { who } of boxes) expect(users, `${about}: ${who.by.name} takes part`).toContain(who.by.id)
  }
  expect(
    differences('appointment', ours.item, copy.item, standing.isPoor),
    `${about}: as ${lead.who.by.name} has it`,
  ).toEqual([])
}

const copyOf = ({ desk }: Mailbox, mark: string) =>
  desk.groupware.list('cal').find(({ item }) => item.uid === `${mark}@x`)

interface Row {
  id: string
  organizerId: string
}

function leadOf(standing: Standing, { organizerId }: Row): Mailbox | undefined {
  return mailboxes(standing).find(({ who }) => who.by.id === organizerId)
}

async function recordsOf({ app }: Standing, mark: string): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select id, organizer_id from appointment where description like ${`${mark}%`} and deleted_at is null`.execute(
    app.house.db,
  )
  return rows
}
