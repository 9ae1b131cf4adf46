import { sql } from 'kysely'
import { expect } from 'vitest'
import { USUAL_OPTIONS } from '#features/groupware/account.ts'
import { fieldRules } from '#features/sync/item-fields.ts'
import { isAlike } from '#features/sync/merge.ts'
import { ourKind } from '#features/sync/server/our-areas.ts'
import type { SyncDb } from '#features/sync/server/tables.ts'
import type { Database } from '#platform/database.ts'
import type { Person, TestApp } from '../app.ts'
import type { Desk } from './desk.ts'

export type Kind = 'appointment' | 'task' | 'contact'
export const BOOKS: Record<Kind, string[]> = {
  appointment: ['cal', 'other'],
  task: ['todo'],
  contact: ['book'],
}

/** What a person once entered somewhere, known by a mark that nobody changes. */
export interface Thing {
  mark: string
  kind: Kind
  isForeign: boolean
  isDeleted: boolean
  /** Values people wrote into a field, and those they knew of when they wrote another one. */
  written: Map<string, Set<string>>
  known: Map<string, Set<string>>
}

export interface Standing {
  app: TestApp
  desk: Desk
  who: Person
  draw: (most: number) => number
  things: Thing[]
  number: number
  seed: number
  /** The server cannot keep everything it is told. */
  isPoor: boolean
}

export interface Found {
  id: string
  item: Record<string, unknown>
}

/** The record of a thing, where there is one. */
export async function findHere({ app, who }: Standing, { kind, mark }: Thing): Promise<Found | undefined> {
  const all = await findAllHere(app, kind, mark)
  const db = app.house.db as unknown as Database<SyncDb>
  const records = await ourKind(kind).read(db, who.by, all)
  const [first] = records.values()
  return first && { id: first.id, item: first.item }
}

async function findAllHere(app: TestApp, kind: Kind, mark: string): Promise<string[]> {
  const column = kind === 'contact' ? 'first_name' : 'description'
  const { rows } = await sql<{ id: string }>`
    select id from ${sql.table(kind)} where ${sql.ref(column)} like ${`${mark}%`} and deleted_at is null`.execute(
    app.house.db,
  )
  return rows.map(({ id }) => id)
}

function findAllThere({ desk }: Standing, { kind, mark }: Thing) {
  const field = kind === 'contact' ? 'firstName' : 'description'
  return BOOKS[kind].flatMap((book) =>
    desk.groupware
      .list(book)
      .filter(({ item }) => String(item[field]).startsWith(mark))
      .map((one) => ({ ...one, book })),
  )
}

/** The item of a thing, where there is one. */
export const findThere = (standing: Standing, thing: Thing) => findAllThere(standing, thing)[0]

/** Both sides equal, nothing lost, nothing doubled, each conflict's loser found, invitations never written. */
export async function expectAtRest(standing: Standing): Promise<number> {
  const { app, desk, seed, isPoor } = standing
  let conflicts = 0
  for (const thing of standing.things) {
    const about = `${thing.kind} ${thing.mark} of seed ${seed}`
    const [here, there] = [await findAllHere(app, thing.kind, thing.mark), findAllThere(standing, thing)]
    expect(here.length, `${about}: once here`).toBeLessThanOrEqual(1)
    expect(there.length, `${about}: once there`).toBeLessThanOrEqual(1)
    if (!thing.isDeleted) expect([here.length, there.length], `${about}: on both sides`).toEqual([1, 1])
    const { link, rows } = await linkOf(app, desk, here[0], there[0]?.id)
    conflicts += rows.length
    if (here.length !== there.length && link)
      expect(['goneHere', 'goneThere', 'conflict'], `${about}: ${link.state}`).toContain(link.state)
    if (here.length !== 1 || there.length !== 1 || !link) continue
    const ours = await findHere(standing, thing)
    const theirs = there[0]?.item
    if (!ours || !theirs || link.state !== 'linked') {
      expect(['conflict', 'goneThere', 'goneHere'], `${about}: ${link.state} ${link.fault}`).toContain(
        link.state,
      )
      continue
    }
    expect(differences(thing.kind, ours.item, theirs, isPoor), `${about}: the same on both sides`).toEqual([])
    expectNothingLost(thing, ours.item, JSON.stringify(rows), about)
  }
  for (const { id, fields } of desk.groupware.written) {
    expect(fields).not.toContain('attendees')
    const foreign = standing.things.find(({ mark, isForeign }) => isForeign && id.startsWith(mark))
    if (foreign) expect(['reminderMinutes', 'categories']).toEqual(expect.arrayContaining(fields))
  }
  return conflicts
}

async function linkOf(app: TestApp, desk: Desk, recordId: string | undefined, remoteId: string | undefined) {
  const link = await app.house.db
    .selectFrom('groupwareLink')
    .selectAll()
    .where('accountId', '=', desk.accountId)
    .where((is) =>
      is.or([is('recordId', '=', recordId ?? desk.accountId), is('remoteId', '=', remoteId ?? '')]),
    )
    .executeTakeFirst()
  if (!link) return { link, rows: [] }
  const rows = await app.house.db
    .selectFrom('groupwareConflict')
    .selectAll()
    .where('linkId', '=', link.id)
    .execute()
  return { link, rows }
}

function differences(
  kind: Kind,
  ours: Record<string, unknown>,
  theirs: Record<string, unknown>,
  isPoor: boolean,
): string[] {
  const rules = fieldRules(kind, 'DE')
  const fields = ourKind(kind)
    .fields({ ...USUAL_OPTIONS })
    .filter(
      (field) =>
        !(isPoor && field === 'reminderMinutes') &&
        !(kind === 'task' && ['categories', 'reminderMinutes'].includes(field)),
    )
  return fields.flatMap((field) => {
    const rule = rules[field]
    const isSame = rule && isAlike(rule, field, ours, theirs)
    return isSame ? [] : [`${field}: ${JSON.stringify(ours[field])} ≠ ${JSON.stringify(theirs[field])}`]
  })
}

/** What somebody wrote stands on both sides, was written over by somebody who saw it, or is kept as a conflict. */
function expectNothingLost(
  thing: Thing,
  item: Record<string, unknown>,
  conflicts: string,
  about: string,
): void {
  if (thing.isDeleted) return
  for (const [field, values] of thing.written)
    for (const value of values) {
      const isThere =
        item[field] === value ||
        thing.known.get(field)?.has(value) ||
        conflicts.includes(JSON.stringify(value))
      expect(isThere, `${about}: ${field} ${value} is lost; ${String(item[field])} holds; ${conflicts}`).toBe(
        true,
      )
    }
}
