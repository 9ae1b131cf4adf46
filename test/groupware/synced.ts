import { afterAll, beforeAll, expect } from 'vitest'
import { startApp } from '../app.ts'
import type { Person, TestApp } from '../app.ts'
import { connect } from './desk.ts'
import type { Desk } from './desk.ts'

export let app: TestApp

/** For the top of a test file: a house of its own, in which nothing runs by itself. */
export function openSyncing(): void {
  beforeAll(async () => {
    app = await startApp({}, { minute: [] })
  })
  afterAll(() => app.close())
}

let number = 0

/** A user whose account is kept in step. */
export async function freshDesk(app: TestApp, options = {}): Promise<{ anna: Person; desk: Desk }> {
  const anna = await app.person('user', `Anna ${++number}`)
  return { anna, desk: await connect(app, anna, { options }) }
}

/** The user's appointments of the year the tests play in. */
export async function appointmentsOf(who: Person): Promise<Record<string, unknown>[]> {
  return (await who.get('/appointments?from=2026-11-20&to=2027-11-20')).body.items
}

/** Makes an appointment of one hour here. */
export async function enterAppointment(who: Person, input: object = {}) {
  const usual = {
    title: 'Besuch',
    start: '2026-12-02T09:00',
    end: '2026-12-02T10:00',
    timeZone: 'Europe/Berlin',
  }
  return (await who.post('/appointments', { ...usual, ...input })).body
}

export const titlesOf = async (who: Person) => (await appointmentsOf(who)).map(({ title }) => title)

/** What stands in a collection of the groupware. */
export const there = (desk: Desk, name = 'cal') => desk.groupware.list(name)

export const done = (outcome: unknown) => expect(outcome).toMatchObject({ fault: null })

export const linksOf = (app: TestApp, desk: Desk) =>
  app.house.db
    .selectFrom('groupwareLink')
    .selectAll()
    .where('accountId', '=', desk.accountId)
    .orderBy('id')
    .execute()

export const conflictsOf = (app: TestApp, desk: Desk) =>
  app.house.db
    .selectFrom('groupwareConflict as c')
    .innerJoin('groupwareLink as l', 'l.id', 'c.linkId')
    .selectAll('c')
    .where('l.accountId', '=', desk.accountId)
    .orderBy('c.id')
    .execute()
