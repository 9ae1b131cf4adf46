import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { By } from '#kernel/rights.ts'
import { uuids } from './access.ts'
import type { Database, Tx } from './database.ts'
import type { FieldChange } from './journal.ts'

// What the features that serve every kind of record know of one kind; collected in `app/catalogue.ts`.

/** A record as the search over everything shows it. */
export interface Found {
  kind: string
  id: string
  title: string
  subtitle: string
  /** How it is drawn without a picture: a person by letters, a company by its sign. */
  mark: 'person' | 'company' | null
  /** Address of its picture. */
  photo: string | null
}

/** A kind of record that the search over everything finds. */
export interface SearchKind<T> {
  kind: string
  /** The best matches `by` may see, best first. */
  find(db: Database<T>, by: By, q: string, limit: number): Promise<Found[]>
}

/** A kind of record that goes to the bin before it is gone. */
export interface BinKind<T> {
  kind: string
  /**
   * What lies in the bin, `by` may see and `q` finds, as a select of kind, id, title, deleted_at, deleted_by,
   * visibility and manager_ids.
   */
  rows(db: Database<T>, by: By, q: string | undefined): Promise<RawBuilder<unknown>>
  /** Erases a record of the bin for good. */
  erase(tx: Tx<T>, by: By, id: string): Promise<void>
}

/** What a run did to one record, folded into one step from before the run to after it. */
export interface Reversal {
  id: string
  title: string
  /** Where the record was before the run: `none` when the run made it. */
  was: 'none' | 'live' | 'bin'
  /** The fields the run changed, from what they were to what it left them as; empty when it made the record. */
  changes: FieldChange[]
  /** The record's version after the run was done with it; null when the journal does not know. */
  version: number | null
  /** When the run touched it last. */
  at: string
}

/** Why a record stays as it is: changed since, not one's to change, gone for good, refused by a rule. */
export type LeftReason = 'changed' | 'forbidden' | 'gone' | 'refused'

/** What became of a record whose reversal was asked for; `same` was so already. */
export type Reverted = 'changed' | 'deleted' | 'restored' | 'same' | { left: LeftReason }

/** A kind of record that runs can change and an undo can take back. */
export interface UndoKind<T> {
  kind: string
  /**
   * Takes back what the run did to these records, as far as `by` may change them and nobody else has since; records
   * what it does under `by.runId`. One answer for each reversal, in their order.
   */
  revert(tx: Tx<T>, by: By, step: { runId: string; reversals: readonly Reversal[] }): Promise<Reverted[]>
}

/** What hangs on a record, and moves along when two records become one. */
export interface Attachment<T> {
  /** Where the record is named, as `table.column`. A test finds the foreign keys that no attachment names. */
  column: string
  /**
   * Somebody works with a record that this hangs on, or that such rows of it, `h`, hang on: taking back the run that
   * made the record leaves it.
   */
  holds?: true | RawBuilder<boolean>
  /** Moves all of it from one record to the other; gives back the keys of what moved. */
  move(tx: Tx<T>, by: By, way: { from: string; to: string }): Promise<string[]>
  /** Moves back what of it is there and still hangs on one of `holders`. */
  moveBack(tx: Tx<T>, by: By, way: { keys: string[]; holders: string[]; to: string }): Promise<void>
  /** What of it `by` sees, counted by the names screens know it by. */
  counts?(db: Database<T>, by: By, ids: readonly string[]): Promise<Record<string, number>>
}

/** The usual attachment: rows that name the record in a column and mean nothing else by it. */
export function attachedBy<T>(
  table: string,
  column: string,
  {
    key = sql`id`,
    counts,
    holds,
  }: Pick<Attachment<T>, 'counts' | 'holds'> & { key?: RawBuilder<unknown> } = {},
): Attachment<T> {
  const [rows, ref] = [sql.table(table), sql.ref(column)]
  return {
    column: `${table}.${column}`,
    async move(tx, _by, { from, to }) {
      const moved = await sql<{ key: string }>`
        update ${rows} set ${ref} = ${to} where ${ref} = ${from} returning (${key})::text as key`.execute(tx)
      return moved.rows.map((row) => row.key)
    },
    async moveBack(tx, _by, { keys, holders, to }) {
      await sql`
        update ${rows} set ${ref} = ${to}
        where ${ref} = any(${uuids(holders)}) and (${key})::text = any(${keys}::text[])`.execute(tx)
    },
    ...(counts ? { counts } : {}),
    ...(holds ? { holds } : {}),
  }
}
