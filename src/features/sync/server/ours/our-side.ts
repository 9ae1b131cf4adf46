import type { RawBuilder } from 'kysely'
import type { SyncArea } from '#kernel/groupware/area.ts'
import type { AttendeeResponse } from '#kernel/groupware/event-item.ts'
import type { By } from '#kernel/rights.ts'
import type { Picture } from '#features/contacts/server/make-picture.ts'
import type { AboutIds } from '#features/subjects/server/subjects.ts'
import type { AccountOptions } from '#features/groupware/account.ts'
import type { Database, Tx } from '#platform/database.ts'
import { textOf } from '../../item-fields.ts'
import type { Account, SyncItem } from '../run.ts'
import type { SyncDb } from '../tables.ts'

/** One of our records as an item says it. */
export interface OurRecord {
  id: string
  version: number
  item: SyncItem
  /** The acting user may change it. */
  mayChange: boolean
  /** A colleague leads it, whose copy decides: the acting user's own copy only says that they take part. */
  isCopy?: boolean
  /** Its guests would hear of every change from the server: what is another here goes there by command only. */
  isHeld?: boolean
}

/** What is to be written to a record: these fields of the item, which is whole. */
export interface OurChange {
  fields: readonly string[]
  item: SyncItem
  /** Made of the item's picture, when that is another; null takes it away. */
  picture?: Picture | null | undefined
}

/** A kind of record that is kept in step; everything it does goes through the actions of its feature. */
export interface OurKind {
  kind: string
  area: SyncArea
  /** Removed outside it stays all the same, until a person says otherwise. */
  keepsOurs: boolean
  fields(options: AccountOptions): readonly string[]
  /** Those the account's owner keeps in step, as a select of id and version; without `begun` of created_at and over_at too. */
  live(by: By): RawBuilder<unknown>
  /** Those that may be made there by themselves, where that is not all of them: id, created_at and over_at. */
  begun?(by: By): RawBuilder<unknown>
  read(db: Database<SyncDb>, by: By, ids: readonly string[]): Promise<Map<string, OurRecord>>
  change(tx: Tx<SyncDb>, by: By, record: OurRecord, change: OurChange): Promise<void>
  remove?(tx: Tx<SyncDb>, by: By, id: string): Promise<void>
  /** Keeps what the item says beside its fields: who leads it there, and who takes part. */
  told?(tx: Tx<SyncDb>, id: string, item: SyncItem): Promise<void>
  /** Keeps what the owner answered there to an invitation. */
  answer?(tx: Tx<SyncDb>, by: By, id: string, response: AttendeeResponse): Promise<void>
  /**
   * The owner's item is gone there. True when it was one copy of several and the record goes on without it;
   * `isOrganizers`: the item was the one that decides about all others.
   */
  copyGone?(
    tx: Tx<SyncDb>,
    by: By,
    record: OurRecord,
    gone: { accountId: string; isOrganizers: boolean },
  ): Promise<boolean>
  /** Out of the bin. */
  restore?(tx: Tx<SyncDb>, by: By, id: string): Promise<void>
}

/** What of ours an area keeps in step. */
export interface OurArea {
  area: SyncArea
  kinds: readonly OurKind[]
  /** New records go there by themselves; contacts only one by one, when somebody says so. */
  bringsNew: boolean
  /** Makes a record of an item that began outside, about what somebody said. */
  create?(tx: Tx<SyncDb>, by: By, item: SyncItem, about?: AboutIds): Promise<{ kind: string; id: string }>
  /** A record that is this item already, though nothing links them. */
  match?(tx: Tx<SyncDb>, by: By, account: Account, item: SyncItem): Promise<Match | undefined>
  /** Has the owner take part in a record that a colleague entered. */
  join?(tx: Tx<SyncDb>, by: By, id: string, item: SyncItem): Promise<void>
}

export interface Match {
  kind: string
  id: string
  /** Another's, of whom the item says that the owner takes part. */
  joins?: boolean
}

/** The item's text, no longer than our field takes. */
export function cut(value: unknown, most: number): string {
  return textOf(value).slice(0, most).toWellFormed()
}

/** Whether one of these is among the fields. */
export function isAny(fields: readonly string[], ...names: string[]): boolean {
  return names.some((name) => fields.includes(name))
}

export function textsOf(list: unknown): string[] {
  return Array.isArray(list) ? list.filter((one): one is string => typeof one === 'string') : []
}

export function untitled({ language }: By): string {
  return language === 'de' ? 'Ohne Titel' : 'Untitled'
}
