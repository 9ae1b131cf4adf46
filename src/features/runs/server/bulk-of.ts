import { sql } from 'kysely'
import type { RawBuilder, SqlBool } from 'kysely'
import type { By } from '#kernel/rights.ts'
import { readable, uuids } from '#platform/access.ts'
import type { Database, Tx } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import type { Work } from '#platform/jobs.ts'
import { all } from '#platform/list.ts'
import { bulkTitle, changeIn } from '../bulk.ts'
import type { BulkWords, OfMany } from '../bulk.ts'
import type { StartedJob } from '../run.ts'
import { startTargets } from './start-targets.ts'
import type { RunsDb } from './tables.ts'
import { targetWork } from './target-work.ts'
import type { Done } from './target-work.ts'

interface Shown {
  id: string
  title: string
  version: number
  can: readonly string[]
}

/** A kind of record of which many are changed alike. */
interface BulkKind<T, Question, Change extends OfMany, Row extends Shown> {
  /** What the journal calls it, and its table. */
  kind: string
  /** The job that changes them. */
  job: string
  words: BulkWords<Change>
  /** Said when there are none. */
  nothing: string
  /** Refuses what no record could be changed to. */
  check(tx: Tx<T>, by: By, change: Change): Promise<unknown>
  /** What the list finds, as far as `by` may see it. */
  found(db: Database<T>, by: By, question: Question): Promise<RawBuilder<SqlBool>[]>
  read(tx: Tx<T>, by: By, ids: readonly string[]): Promise<Row[]>
  change(tx: Tx<T>, by: By, before: Row, change: Change): Promise<{ version: number }>
  remove(tx: Tx<T>, by: By, which: { id: string }): Promise<void>
  announce(tx: Tx<T>, by: By): Promise<void>
  /** Who hears, once for all, that such records are theirs now. */
  told(change: Change): readonly string[]
}

type Body<Question, Change> = Change & {
  ids?: string[] | undefined
  filter?: (Question & { except?: string[] | undefined }) | undefined
}

interface Bulk<T, Question, Change> {
  /**
   * Starts to change every record that is meant, as a run of its own that can be taken back. Which ones that are is
   * settled now: the change itself may let them drop out of the filter.
   */
  start(tx: Tx<T>, by: By, asked: { house: House; body: Body<Question, Change> }): Promise<StartedJob>
  /** Changes them; who may change a record is asked of each as it is now. */
  work: Work
}

/** How many records of a kind are changed alike: what starts it, and the job that does it. */
export function bulkOf<T extends RunsDb, Question extends object, Change extends OfMany, Row extends Shown>(
  of: BulkKind<T, Question, Change, Row>,
): Bulk<T, Question, Change> {
  const { kind, job, words, nothing } = of
  return {
    async start(tx, by, { house, body }) {
      const change = changeIn(body) as unknown as Change
      await of.check(tx, by, change)
      return startTargets(tx, by, {
        house,
        kind: job,
        table: kind,
        targets: await targetsOf(tx, by, of, body),
        title: (total) => bulkTitle(words, change, total, by.language),
        input: (title) => ({ change, title }),
        nothing,
      })
    },
    work: targetWork<T, { change: Change; title: string }>(job, {
      one: (tx, by, { change }, id) => changeOne(tx, by, of, { change, id }),
      announce: of.announce,
      told: ({ change }) => ({ users: of.told(change), kind: 'manager' }),
    }),
  }
}

async function targetsOf<T, Question extends object, Change extends OfMany, Row extends Shown>(
  tx: Tx<T>,
  by: By,
  { found }: BulkKind<T, Question, Change, Row>,
  { ids, filter }: Body<Question, Change>,
): Promise<RawBuilder<SqlBool>> {
  const live = sql<SqlBool>`r.deleted_at is null`
  if (ids) return all([live, sql<SqlBool>`r.id = any(${uuids(ids)})`, readable(by, sql`r.reader_ids`)])
  const { except = [], ...question } = filter ?? {}
  return all([
    live,
    sql<SqlBool>`r.id != all(${uuids(except)})`,
    ...(await found(tx, by, question as Question)),
  ])
}

async function changeOne<T, Question, Change extends OfMany, Row extends Shown>(
  tx: Tx<T>,
  by: By,
  of: BulkKind<T, Question, Change, Row>,
  { change, id }: { change: Change; id: string },
): Promise<Done> {
  const [before] = await of.read(tx, by, [id])
  if (!before) return { counts: { left: 1 } }
  const { title } = before
  const isAccess = change.visibility !== undefined || change.access !== undefined
  if (!before.can.includes(isAccess ? 'access' : 'change'))
    return { counts: { left: 1 }, left: { kind: of.kind, id, title, reason: 'forbidden' } }
  if (change.delete) {
    await of.remove(tx, by, { id })
    return { counts: { deleted: 1 } }
  }
  const { version } = await of.change(tx, by, before, change)
  return { counts: version === before.version ? { unchanged: 1 } : { changed: 1 } }
}
