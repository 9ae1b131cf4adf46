import type { RawBuilder } from 'kysely'
import type { By } from '#kernel/rights.ts'
import type { Database, Tx } from './database.ts'

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
