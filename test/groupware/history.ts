import { sql } from 'kysely'
import { changeAppointment } from '#features/appointments/server/change-appointment.ts'
import { createAppointment } from '#features/appointments/server/create-appointment.ts'
import { deleteAppointment, restoreAppointment } from '#features/appointments/server/delete-appointment.ts'
import { changeContact } from '#features/contacts/server/change-contact.ts'
import { changeTask } from '#features/tasks/server/change-task.ts'
import { createTask } from '#features/tasks/server/create-task.ts'
import { deleteTask } from '#features/tasks/server/delete-task.ts'
import { textOf } from '#features/sync/item-fields.ts'
import { seeded } from '#features/routes/seeded.ts'
import { USUAL_OPTIONS } from '#features/groupware/account.ts'
import { Problem } from '#kernel/problem.ts'
import type { Person, TestApp } from '../app.ts'
import { expectAtRest } from './at-rest.ts'
import { aTodo, anEvent, connect } from './desk.ts'
import type { Desk } from './desk.ts'
import { beginContact, contactDeed } from './history-contacts.ts'
import { deliverAll, expectMeetingsAtRest, mailboxes, meetingDeed } from './history-meetings.ts'
import { act, note } from './history-notes.ts'
import { settle, troubledRun } from './history-runs.ts'
import { beginVisit, closeVisit, editVisit } from './history-visits.ts'
import { BOOKS, findHere, findThere } from './things.ts'
import type { Standing, Thing } from './things.ts'
import type { MemoryItem } from './memory.ts'

const STEPS = 14

/**
 * One history: people change, remove and move things on both sides, the line breaks, the server forgets and doubles, the
 * process dies between two statements; then all goes quiet, and both sides must say the same.
 */
export async function liveHistory(
  app: TestApp,
  { who, colleague }: { who: Person; colleague: Person },
  seed: number,
): Promise<{ conflicts: number; crashes: number }> {
  const draw = seeded(seed)
  const options = {
    removedThere: draw(2) === 0 ? ('remove' as const) : ('ask' as const),
    winner:
      draw(2) === 0
        ? USUAL_OPTIONS.winner
        : ({ appointment: 'theirs', task: 'theirs', contact: 'theirs' } as const),
  }
  const collections = { cal: 'appointment', other: 'appointment', todo: 'task', book: 'contact' } as const
  const desk = await connect(app, who, { options, collections })
  const other =
    draw(3) === 0
      ? {
          who: colleague,
          desk: await connect(app, colleague, { options, collections: { cal: 'appointment' } }),
        }
      : undefined
  const standing: Standing = {
    ...{ app, desk, who, other, draw, seed },
    ...{ things: [], meetings: [], onTheirWay: [], number: 0 },
    isPoor: draw(3) === 0,
  }
  const all = mailboxes(standing)
  for (const one of all) await prepare(standing, one.desk)
  let crashes = 0
  for (let step = 0; step < STEPS; step++) {
    if (draw(3) > 0) await someDeed(standing)
    else crashes += await troubledRun(standing, all[draw(all.length)]?.desk ?? desk)
  }
  deliverAll(standing)
  await settle(standing)
  const conflicts = await expectAtRest(standing)
  await expectMeetingsAtRest(standing)
  for (const one of all)
    await app.house.db.deleteFrom('groupwareAccount').where('id', '=', one.desk.accountId).execute()
  return { conflicts, crashes }
}

/** A server with its own manners; what stood here before the history began is none of its business. */
async function prepare({ app, draw, isPoor }: Standing, { accountId, groupware }: Desk): Promise<void> {
  await sql`update groupware_account set connected_at = clock_timestamp() where id = ${accountId}`.execute(
    app.house.db,
  )
  groupware.shuffle = (list) =>
    draw(3) === 0 ? [...list, ...list.filter(() => draw(4) === 0)].toSorted(() => draw(3) - 1) : list
  if (!isPoor) return
  groupware.spell = poor
  groupware.spellPhoto = (bytes) => Buffer.concat([bytes, Buffer.from([0])])
}

/** Ends lines its own way, and knows no reminders. */
const poor = (item: MemoryItem): MemoryItem => ({
  ...item,
  ...('reminderMinutes' in item ? { reminderMinutes: null } : {}),
  ...(typeof item['description'] === 'string'
    ? { description: `${item['description'].trim().replaceAll('\n', '\r\n')}\r\n` }
    : {}),
})

async function someDeed(standing: Standing): Promise<void> {
  const { draw, things } = standing
  if (standing.other && draw(3) === 0) return meetingDeed(standing)
  const thing = things[draw(Math.max(things.length, 1))]
  if (!thing || draw(4) === 0) return begin(standing)
  const isHere = draw(2) === 0
  if (thing.kind === 'contact' && draw(3) > 0) return contactDeed(standing, thing, isHere)
  if (thing.kind === 'visit' && draw(3) === 0) return closeVisit(standing, thing)
  const deed = draw(8)
  if (deed < 5) return isHere ? editHere(standing, thing) : editThere(standing, thing)
  if (deed === 5) return isHere ? deleteHere(standing, thing) : deleteThere(standing, thing)
  if (deed === 6) return exceptional(standing, thing, isHere)
  if (isHere) return
  const books = BOOKS[thing.kind]
  const at = findThere(standing, thing)
  const to = books.find((book) => book !== at?.book)
  if (at && to) standing.desk.groupware.move(at.book, to, at.id)
  else if (draw(3) === 0) standing.desk.groupware.loseTokens(books[0] ?? '')
}

const KINDS = ['appointment', 'appointment', 'appointment', 'task', 'contact', 'contact', 'visit'] as const

async function begin(standing: Standing): Promise<void> {
  const { draw, desk, who, seed } = standing
  const kind = KINDS[draw(KINDS.length)] ?? 'task'
  if (kind === 'visit') return beginVisit(standing)
  const mark = `[${seed}#${standing.number++}]`
  const isThere = kind !== 'contact' && draw(2) === 0
  const isForeign = isThere && kind === 'appointment' && draw(4) === 0
  const thing: Thing = { mark, kind, isForeign, isDeleted: false, written: new Map(), known: new Map() }
  standing.things.push(thing)
  const title = `Titel ${mark}`
  const series = draw(4) === 0 ? { rrule: 'FREQ=DAILY;COUNT=5' } : {}
  const time = { start: `2026-12-0${1 + draw(9)}T10:00`, end: '2026-12-10T11:00', timeZone: 'Europe/Berlin' }
  time.end = `${time.start.slice(0, 11)}11:00`
  if (isThere) {
    const attendees = isForeign ? [{ name: 'X', email: 'x@example.com', response: 'open' }] : []
    const item =
      kind === 'task'
        ? aTodo(`${mark}@x`, { title, description: mark })
        : anEvent(`${mark}@x`, { title, description: mark, ...time, ...series, own: !isForeign, attendees })
    desk.groupware.put(BOOKS[kind][0] ?? '', item)
    return
  }
  if (kind === 'contact') return beginContact(standing, thing)
  await act(standing, async (tx) => {
    if (kind === 'appointment')
      await createAppointment(tx, who.by, { title, description: mark, ...time, ...series })
    else await createTask(tx, who.by, { title, description: mark, dueDate: '2026-12-01' })
  })
}

/** Which of the fields is written, and what. */
function newValue({ draw }: Standing, { kind }: Thing, n: number): Record<string, string | number | null> {
  const field = draw(kind === 'appointment' || kind === 'visit' ? 4 : 2)
  if (kind === 'contact') return field === 0 ? { lastName: `Name ${n}` } : { position: `Stelle ${n}` }
  if (field === 0) return { title: `Neu ${n}` }
  if (kind === 'task') return draw(3) === 0 ? { status: 'closed' } : { title: `Anders ${n}` }
  if (field === 1) return { place: `Ort ${n}` }
  if (field === 2) return { reminderMinutes: draw(60) }
  const day = `2026-12-${String(1 + draw(28)).padStart(2, '0')}`
  const minute = String(draw(60)).padStart(2, '0')
  return { start: `${day}T${String(8 + draw(10)).padStart(2, '0')}:${minute}`, end: `${day}T19:${minute}` }
}

let counter = 0

async function editHere(standing: Standing, thing: Thing): Promise<void> {
  const here = await findHere(standing, thing)
  if (!here) return
  const { by } = standing.who
  const { rrule } = here.item
  const change = newValue(standing, thing, ++counter)
  if (rrule && 'start' in change) return
  if (thing.kind === 'visit') {
    if (await editVisit(standing, here.id, change)) note(thing, here.item, change)
    return
  }
  await act(standing, async (tx) => {
    if (thing.kind === 'appointment') await changeAppointment(tx, by, { id: here.id, change: { ...change } })
    else if (thing.kind === 'task') await changeTask(tx, by, { id: here.id, change: { ...change } })
    else await changeContact(tx, by, { id: here.id, change: { ...change } })
    note(thing, here.item, change)
  })
}

async function editThere(standing: Standing, thing: Thing): Promise<void> {
  const at = findThere(standing, thing)
  if (!at) return
  const change = newValue(standing, thing, ++counter)
  if (at.item['rrule'] && 'start' in change) return
  note(thing, at.item, change)
  standing.desk.groupware.edit(at.book, at.id, change)
}

async function deleteHere(standing: Standing, thing: Thing): Promise<void> {
  const here = await findHere(standing, thing)
  if (!here || thing.kind === 'contact' || thing.kind === 'visit') return
  const { by } = standing.who
  thing.isDeleted = true
  await act(standing, async (tx) => {
    if (thing.kind === 'task') return deleteTask(tx, by, { id: here.id })
    await deleteAppointment(tx, by, { id: here.id })
    if (standing.draw(4) === 0) await restoreAppointment(tx, by, { id: here.id })
  })
}

async function deleteThere(standing: Standing, thing: Thing): Promise<void> {
  const at = findThere(standing, thing)
  if (!at) return
  thing.isDeleted = true
  standing.desk.groupware.delete(at.book, at.id)
}

/** One occurrence of a series is left out, or moved. */
async function exceptional(standing: Standing, thing: Thing, isHere: boolean): Promise<void> {
  const { draw, desk, who } = standing
  const source = isHere ? await findHere(standing, thing) : findThere(standing, thing)
  const start = textOf(source?.item['start'])
  if (!source || !source.item['rrule'] || thing.isForeign) return
  const day = Number(start.slice(8, 10)) + 1 + draw(3)
  const original = `${start.slice(0, 8)}${String(day).padStart(2, '0')}${start.slice(10)}`
  const isLeft = draw(2) === 0
  const times = { start: `${original.slice(0, 11)}14:00`, end: `${original.slice(0, 11)}15:00` }
  if (isHere) {
    const change = isLeft ? undefined : { occurrence: original, scope: 'this' as const, ...times }
    await act(standing, async (tx) => {
      if (change) await changeAppointment(tx, who.by, { id: source.id, change })
      else await deleteAppointment(tx, who.by, { id: source.id, occurrence: original, scope: 'this' })
    }).catch((error: unknown) => {
      if (!(error instanceof Problem)) throw error
    })
    return
  }
  const at = findThere(standing, thing)
  if (!at) return
  const others = (at.item['exceptions'] as { original: string }[]).filter((one) => one.original !== original)
  const next = isLeft
    ? { original, cancelled: true, changes: {} }
    : { original, cancelled: false, changes: times }
  desk.groupware.edit(at.book, at.id, { exceptions: [...others, next] })
}
