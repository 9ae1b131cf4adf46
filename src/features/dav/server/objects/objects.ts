import type { By } from '#kernel/rights.ts'
import type { Database, Tx } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import type { CollectionName } from '../../places.ts'
import { cards } from './cards.ts'
import type { Resource } from '../collection.ts'
import { events } from './events.ts'
import type { DavDb } from '../tables.ts'
import { todos } from './todos.ts'

/** Where texts of objects are made, and from what. */
export interface Reading {
  house: House
  db: Database<DavDb>
  by: By
}

/** The record behind an object, after it was written. */
export interface Written {
  kind: Resource['recordKind']
  id: string
  /** The contact's picture that the card's became. */
  photo?: string | null
}

/** An object that was read, found good, and waits for its transaction. */
export interface Ready {
  uid: string
  /** Writes it by the actions of its record: a new one, or the one `resource` stands for. */
  write(tx: Tx<DavDb>, by: By, resource: Resource | undefined): Promise<Written>
}

/** What the objects of a collection are made of, and what becomes of those programs send. */
export interface Objects {
  /** By record; one that is gone in this moment is left out. */
  texts(reading: Reading, resources: readonly Resource[]): Promise<Map<string, string>>
  /** Refuses what is no such object, before anything is locked. */
  prepare(reading: Reading, text: string, resource: Resource | undefined): Promise<Ready>
  remove(tx: Tx<DavDb>, by: By, resource: Resource): Promise<void>
}

export const OBJECTS: Record<CollectionName, Objects> = {
  appointments: events,
  tasks: todos,
  contacts: cards,
}
