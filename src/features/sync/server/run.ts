import type { Selectable } from 'kysely'
import type { Groupware, ItemStore, Remote } from '#connectors/groupware/groupware.ts'
import { GroupwareError } from '#connectors/groupware/groupware-error.ts'
import type { SyncArea } from '#kernel/groupware/area.ts'
import type { By } from '#kernel/rights.ts'
import type { Database } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import type { FieldRules, Fields } from '../item-fields.ts'
import type { SyncDb } from './tables.ts'

export type Account = Selectable<SyncDb['groupwareAccount']>
export type CollectionRow = Selectable<SyncDb['groupwareCollection']>
export type Link = Selectable<SyncDb['groupwareLink']>

/** What an item of any area has. */
export type SyncItem = Fields & { uid: string; kontorId: string | null }
export type RemoteItem = Remote<SyncItem>

/** What one run did, as its line of the log says it. */
export interface Counts {
  /** Made, changed and removed here. */
  created: number
  changed: number
  removed: number
  /** The same there. */
  createdThere: number
  changedThere: number
  removedThere: number
  conflicts: number
  failed: number
  /** Removed there and kept here until somebody says. */
  asked: number
  listedAnew: number
}

export const NO_COUNTS: Counts = {
  created: 0,
  changed: 0,
  removed: 0,
  createdThere: 0,
  changedThere: 0,
  removedThere: 0,
  conflicts: 0,
  failed: 0,
  asked: 0,
  listedAnew: 0,
}

/** One run of one account: who acts, on what, as of when. */
export interface Run {
  house: House
  db: Database<SyncDb>
  /** The account's owner, with the rights of now. */
  by: By
  account: Account
  groupware: Groupware
  country: string
  now: number
  signal: AbortSignal
  counts: Counts
  rules: Record<SyncArea, FieldRules>
}

/** No more items than this are in hand at once. */
export const PAGE = 200

/** The items of a collection, whatever its area. */
export function storeOf(
  run: Run,
  area: SyncArea,
  collection: Pick<CollectionRow, 'remoteId'>,
): ItemStore<SyncItem> {
  return run.groupware.items(area, collection.remoteId) as unknown as ItemStore<SyncItem>
}

export const isoOf = (instant: number): string => new Date(instant).toISOString()

/** These fields of an item. */
export function pick(item: Fields, fields: readonly string[]): Fields {
  return Object.fromEntries(fields.filter((field) => field in item).map((field) => [field, item[field]]))
}

/** A calendar or address book that was removed, or may not be read any more. */
export function isLost(error: unknown): error is GroupwareError {
  return error instanceof GroupwareError && ['not-found', 'forbidden', 'unsupported'].includes(error.fault)
}

/** What a collection says; one that is lost says nothing. */
export function orLost<T>(asked: Promise<T>, nothing: T): Promise<T> {
  return asked.catch((error: unknown) => {
    if (isLost(error)) return nothing
    throw error
  })
}
