import type { By } from '#kernel/rights.ts'
import type { Database, Tx } from '#platform/database.ts'
import type { LabelList } from '../label.ts'
import type { LabelsDb } from './tables.ts'

/** How records of one kind carry entries of one list; collected in `app/catalogue.ts`. */
export interface LabelUse {
  list: LabelList
  /** How many records carry the entry, counted up to the cap of lists. */
  count(db: Database<LabelsDb>, id: string): Promise<number>
  /** Puts another entry in its place on all records; undefined takes it off. */
  replace(tx: Tx<LabelsDb>, by: By, id: string, into: string | undefined): Promise<void>
}
