import type { Kysely } from 'kysely'
import { perDatabase } from './per-database.ts'

/** A narrow table with the rows of each owner in one order: `id`, the columns of that sort and of the sieves. */
export interface Branches {
  table: string
  owner: string
  sort: string
}

interface Walked {
  db: Pick<Kysely<unknown>, 'getExecutor'>
  source: { branches?: { table: string } }
  owners: readonly string[]
}

const shortIn = perDatabase(() => new Map<string, number>())

const nameOf = ({ source, owners }: Walked): string => `${source.branches?.table} ${owners.join()}`

/** These branches ended within a try: for a minute they are walked to their end and need not be counted each time. */
export function rememberShort(walked: Walked): void {
  shortIn(walked.db).set(nameOf(walked), performance.now() + 60_000)
}

export function isKnownShort(walked: Walked): boolean {
  return walked.owners.length > 0 && (shortIn(walked.db).get(nameOf(walked)) ?? 0) > performance.now()
}
