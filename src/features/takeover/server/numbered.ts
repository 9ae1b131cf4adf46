import type { By } from '#kernel/rights.ts'
import type { Database } from '#platform/database.ts'

/** A kind of record that has numbers of ours, by which others write to us about it. */
export interface NumberedKind<T> {
  /** The contacts of those of these numbers that `by` may see. */
  find(db: Database<T>, by: By, numbers: readonly string[]): Promise<{ number: string; contactId: string }[]>
}
