import { sql } from 'kysely'
import { ourKind } from '#features/sync/server/ours/our-areas.ts'
import type { SyncDb } from '#features/sync/server/tables.ts'
import type { Database } from '#platform/database.ts'
import type { Person, TestApp } from '../app.ts'
import type { Desk } from './desk.ts'
import type { MemoryItem } from './memory.ts'

export type Kind = 'appointment' | 'visit' | 'task' | 'contact'
export const BOOKS: Record<Kind, string[]> = {
  appointment: ['cal', 'other'],
  visit: ['cal', 'other'],
  task: ['todo'],
  contact: ['book'],
}

/** What a person once entered somewhere, known by a mark that nobody changes: a text, of a visit its id. */
export interface Thing {
  mark: string
  kind: Kind
  isForeign: boolean
  isDeleted: boolean
  /** A contact that is kept in step no more. */
  isOff?: boolean
  /** Values people wrote into a field, and those they knew of when they wrote another one. */
  written: Map<string, Set<string>>
  known: Map<string, Set<string>>
}

/** Somebody with a mailbox. */
export interface Mailbox {
  desk: Desk
  who: Person
}

/** A meeting that stands in several mailboxes of the firm. */
export interface Meeting {
  mark: string
  /** Nobody of the firm when it is undefined. */
  organizer: Mailbox | undefined
  /** As its organizer has it. */
  item: MemoryItem
  /** Called off, or thrown away here. */
  isOver: boolean
  /** Who removed their copy. */
  gone: Set<Mailbox>
}

export interface Standing {
  app: TestApp
  desk: Desk
  who: Person
  /** In some histories a colleague has a mailbox too. */
  other: Mailbox | undefined
  meetings: Meeting[]
  /** What mail servers tell later. */
  onTheirWay: (() => void)[]
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
export async function findHere(standing: Standing, { kind, mark }: Thing): Promise<Found | undefined> {
  const { app, who } = standing
  const all = await findAllHere(standing, kind, mark)
  const db = app.house.db as unknown as Database<SyncDb>
  const records = await ourKind(kind).read(db, who.by, all)
  const [first] = records.values()
  return first && { id: first.id, item: first.item }
}

/** Ids of all records of a thing; more than one is one too many. */
export async function findAllHere({ app, who }: Standing, kind: Kind, mark: string): Promise<string[]> {
  if (kind === 'visit') return [...(await ourKind(kind).read(app.house.db, who.by, [mark])).keys()]
  const column = kind === 'contact' ? 'first_name' : 'description'
  const { rows } = await sql<{ id: string }>`
    select id from ${sql.table(kind)} where ${sql.ref(column)} like ${`${mark}%`} and deleted_at is null`.execute(
    app.house.db,
  )
  return rows.map(({ id }) => id)
}

/** All items of a thing. */
export function findAllThere({ desk }: Standing, { kind, mark }: Thing) {
  const field = kind === 'contact' ? 'firstName' : kind === 'visit' ? 'uid' : 'description'
  return BOOKS[kind].flatMap((book) =>
    desk.groupware
      .list(book)
      .filter(({ item }) => String(item[field]).startsWith(mark))
      .map((one) => ({ ...one, book })),
  )
}

/** The item of a thing, where there is one. */
export const findThere = (standing: Standing, thing: Thing) => findAllThere(standing, thing)[0]
