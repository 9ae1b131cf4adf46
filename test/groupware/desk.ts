import { randomUUIDv7 } from 'node:crypto'
import { syncAccount } from '#features/sync/server/sync-account.ts'
import type { Outcome, Syncing } from '#features/sync/server/sync-account.ts'
import { USUAL_OPTIONS } from '#features/groupware/account.ts'
import type { AccountOptions } from '#features/groupware/account.ts'
import type { SyncArea } from '#kernel/groupware/area.ts'
import type { House } from '#platform/house.ts'
import { json } from '#platform/database.ts'
import type { Person, TestApp } from '../app.ts'
import { MemoryGroupware } from './memory.ts'
import { event } from './items.ts'
import type { MemoryItem } from './memory.ts'

/** Somebody's account with a groupware in memory, whose clock is turned by hand. */
export interface Desk {
  owner: Person
  accountId: string
  groupware: MemoryGroupware
  /** Ids of the rows of its collections, by name. */
  collections: Record<string, string>
  now: number
  /** One run; a quarter of an hour passes before it. */
  run(syncing?: Syncing & { house?: House }): Promise<Outcome>
  setOptions(options: Partial<AccountOptions>): Promise<void>
}

const ALL = { appointment: true, task: true, mail: false }

/** Connects a new groupware in memory for this person: a calendar, a task list and an address book, all kept in step. */
export async function connect(
  app: TestApp,
  owner: Person,
  {
    options = {},
    collections = { cal: 'appointment', todo: 'task', book: 'contact' },
  }: {
    options?: Partial<AccountOptions>
    collections?: Record<string, SyncArea>
  } = {},
): Promise<Desk> {
  const { db } = app.house
  const groupware = new MemoryGroupware()
  const accountId = randomUUIDv7()
  const now = Date.now()
  await db
    .insertInto('groupwareAccount')
    .values({
      id: accountId,
      ownerId: owner.by.id,
      kind: 'open',
      name: 'Postfach',
      settings: json({}),
      options: json({ ...USUAL_OPTIONS, automatic: ALL, ...options }),
      connectedAt: new Date(now - 1000).toISOString(),
      // Only when a test says so.
      nextRunAt: '2100-01-01T00:00:00Z',
      lastRunAt: null,
      lastSuccessAt: null,
      fault: null,
      detail: null,
      createdBy: null,
      updatedBy: null,
    })
    .execute()
  const ids: Record<string, string> = {}
  for (const [name, area] of Object.entries(collections)) {
    groupware.addCollection(area, name)
    ids[name] = randomUUIDv7()
    await db
      .insertInto('groupwareCollection')
      .values({ id: ids[name], accountId, area, remoteId: name, name, role: 'sync', main: true })
      .execute()
  }
  const desk: Desk = {
    owner,
    accountId,
    groupware,
    collections: ids,
    now,
    run({ house = app.house as unknown as House, ...syncing } = {}) {
      desk.now += 900_000
      return syncAccount(house, accountId, groupware, { now: desk.now, ...syncing })
    },
    async setOptions(next) {
      const account = await db
        .selectFrom('groupwareAccount')
        .select('options')
        .where('id', '=', accountId)
        .executeTakeFirstOrThrow()
      await db
        .updateTable('groupwareAccount')
        .set({ options: json({ ...account.options, ...next }) })
        .where('id', '=', accountId)
        .execute()
    },
  }
  return desk
}

/** An event as a calendar outside has it. */
export function anEvent(uid: string, some: object = {}): MemoryItem {
  const title = `Termin ${uid}`
  return { ...event({ uid, title, start: '2026-12-01T10:00', end: '2026-12-01T11:00' }), ...some }
}

export function aTodo(uid: string, todo: object = {}): MemoryItem {
  return {
    uid,
    title: `Aufgabe ${uid}`,
    description: '',
    categories: [],
    dueDay: '2026-12-01',
    dueTime: null,
    timeZone: 'Europe/Berlin',
    startDay: null,
    status: 'open',
    priority: 'normal',
    reminderMinutes: null,
    rrule: null,
    private: false,
    kontorId: null,
    ...todo,
  }
}

export function aCard(uid: string, card: object = {}): MemoryItem {
  return {
    uid,
    title: '',
    firstName: 'Anna',
    middleName: '',
    lastName: `Karte ${uid}`,
    suffix: '',
    displayName: '',
    company: '',
    department: '',
    position: '',
    emails: [],
    phones: [],
    websites: [],
    addresses: [],
    birthday: null,
    note: '',
    categories: [],
    photo: null,
    kontorId: null,
    ...card,
  }
}
