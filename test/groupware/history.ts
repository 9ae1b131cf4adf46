import { sql } from 'kysely'
import type { KyselyPlugin } from 'kysely'
import { expect } from 'vitest'
import { changeAppointment } from '#features/appointments/server/change-appointment.ts'
import { createAppointment } from '#features/appointments/server/create-appointment.ts'
import { deleteAppointment, restoreAppointment } from '#features/appointments/server/delete-appointment.ts'
import { changeContact } from '#features/contacts/server/change-contact.ts'
import { createContact } from '#features/contacts/server/create-contact.ts'
import { switchContact } from '#features/sync/server/switch-contact.ts'
import { goOn } from '#features/sync/server/settle-conflict.ts'
import type { SyncDb } from '#features/sync/server/tables.ts'
import { changeTask } from '#features/tasks/server/change-task.ts'
import { createTask } from '#features/tasks/server/create-task.ts'
import { deleteTask } from '#features/tasks/server/delete-task.ts'
import { textOf } from '#features/sync/item-fields.ts'
import { seeded } from '#features/routes/seeded.ts'
import { USUAL_OPTIONS } from '#features/groupware/account.ts'
import { Problem } from '#kernel/problem.ts'
import type { Database, Tx } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import type { Person, TestApp } from '../app.ts'
import { BOOKS, expectAtRest, findHere, findThere } from './at-rest.ts'
import type { Standing, Thing } from './at-rest.ts'
import { aTodo, anEvent, connect } from './desk.ts'
import type { MemoryItem } from './memory.ts'

const STEPS = 14

/**
 * One history: people change, remove and move things on both sides, the line breaks, the server forgets and doubles, the
 * process dies between two statements; then all goes quiet, and both sides must say the same.
 */
export async function liveHistory(
  app: TestApp,
  who: Person,
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
  await sql`update groupware_account set connected_at = clock_timestamp() where id = ${desk.accountId}`.execute(
    app.house.db,
  )
  const standing: Standing = { app, desk, who, draw, things: [], number: 0, seed, isPoor: draw(3) === 0 }
  desk.groupware.shuffle = (list) =>
    draw(3) === 0 ? [...list, ...list.filter(() => draw(4) === 0)].toSorted(() => draw(3) - 1) : list
  if (standing.isPoor) desk.groupware.spell = poor
  let crashes = 0
  for (let step = 0; step < STEPS; step++) {
    if (draw(3) > 0) await someDeed(standing)
    else crashes += await troubledRun(standing)
  }
  await settle(standing)
  const conflicts = await expectAtRest(standing)
  await app.house.db.deleteFrom('groupwareAccount').where('id', '=', desk.accountId).execute()
  return { conflicts, crashes }
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
  const thing = things[draw(Math.max(things.length, 1))]
  if (!thing || draw(4) === 0) return begin(standing)
  const isHere = draw(2) === 0
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

async function begin(standing: Standing): Promise<void> {
  const { draw, desk, who, seed } = standing
  const n = standing.number++
  const mark = `[${seed}#${n}]`
  const kind = (['appointment', 'appointment', 'appointment', 'task', 'contact'] as const)[draw(5)] ?? 'task'
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
  await act(standing, async (tx) => {
    if (kind === 'appointment')
      await createAppointment(tx, who.by, { title, description: mark, ...time, ...series })
    else if (kind === 'task')
      await createTask(tx, who.by, { title, description: mark, dueDate: '2026-12-01' })
    else {
      const { id } = await createContact(tx, who.by, {
        kind: 'person',
        firstName: mark,
        lastName: 'Name',
        visibility: 'managers',
      })
      await switchContact(tx, who.by, { id, accountId: desk.accountId, enabled: true })
    }
  })
}

/** Which of the fields is written, and what. */
function newValue({ draw }: Standing, { kind }: Thing, n: number): Record<string, string | number | null> {
  const field = draw(kind === 'appointment' ? 4 : 2)
  if (kind === 'contact') return field === 0 ? { lastName: `Name ${n}` } : { position: `Stelle ${n}` }
  if (field === 0) return { title: `Neu ${n}` }
  if (kind === 'task') return draw(3) === 0 ? { status: 'closed' } : { title: `Anders ${n}` }
  if (field === 1) return { place: `Ort ${n}` }
  if (field === 2) return { reminderMinutes: draw(60) }
  const day = `2026-12-${String(1 + draw(28)).padStart(2, '0')}`
  const minute = String(draw(60)).padStart(2, '0')
  return { start: `${day}T${String(8 + draw(10)).padStart(2, '0')}:${minute}`, end: `${day}T19:${minute}` }
}

const TRACKED = ['title', 'place', 'lastName', 'position']

function note(thing: Thing, before: Record<string, unknown>, change: Record<string, unknown>): void {
  for (const field of TRACKED) {
    if (!(field in change)) continue
    const [written, known] = [
      thing.written.get(field) ?? new Set<string>(),
      thing.known.get(field) ?? new Set<string>(),
    ]
    thing.written.set(field, written.add(String(change[field])))
    thing.known.set(field, known.add(textOf(before[field])))
  }
}

let counter = 0

async function editHere(standing: Standing, thing: Thing): Promise<void> {
  const here = await findHere(standing, thing)
  if (!here) return
  const { by } = standing.who
  const { rrule } = here.item
  const change = newValue(standing, thing, ++counter)
  if (rrule && 'start' in change) return
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
  if (!here || thing.kind === 'contact') return
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

function act(standing: Standing, work: (tx: Tx<SyncDb>) => Promise<void>): Promise<void> {
  return (standing.app.house.db as unknown as Database<SyncDb>).transaction().execute(work)
}

/** A run during which anything may break. */
async function troubledRun(standing: Standing): Promise<number> {
  const { desk, draw, app } = standing
  const most = draw(3) === 0 ? 12 : 60
  desk.groupware.trouble = () =>
    draw(most) > 4
      ? undefined
      : (['cut before', 'cut after', 'throttled', 'token lost', 'stale'] as const)[draw(5)]
  if (draw(3) > 0) {
    const outcome = await desk.run()
    expect(outcome).not.toBe('busy')
    return 0
  }
  const dying = { ...app.house, db: app.house.db.withPlugin(dyingAfter(draw(60))) } as unknown as House
  return desk.run({ house: dying }).then(
    () => 0,
    (error: unknown) => {
      if (error instanceof Death) return 1
      throw error
    },
  )
}

class Death extends Error {}

/** The process ends before its n-th statement. */
function dyingAfter(statements: number): KyselyPlugin {
  let left = statements
  return {
    transformQuery({ node }) {
      if (left-- <= 0) throw new Death('the process died')
      return node
    },
    transformResult: ({ result }) => Promise.resolve(result),
  }
}

async function settle(standing: Standing): Promise<void> {
  const { desk, app, who } = standing
  desk.groupware.trouble = () => undefined
  for (let quiet = 0, runs = 0; quiet < 2; runs++) {
    if (runs > 12) throw new Error(`it never comes to rest: ${JSON.stringify(await desk.run())}`)
    const outcome = await desk.run()
    expect(outcome).toMatchObject({ fault: null })
    if (outcome === 'busy') throw new Error('busy')
    const held = await app.house.db
      .selectFrom('groupwareCollection')
      .select('id')
      .where('accountId', '=', desk.accountId)
      .where('removals', '=', 'held')
      .execute()
    for (const { id } of held) await act(standing, (tx) => goOn(tx, who.by, id))
    const isQuiet = held.length === 0 && Object.values(outcome.counts).every((count) => count === 0)
    quiet = isQuiet ? quiet + 1 : 0
  }
}
