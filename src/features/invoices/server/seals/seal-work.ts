import { CompiledQuery, sql } from 'kysely'
import { notify } from '#features/notifications/server/notify.ts'
import { queued } from '#features/runs/run.ts'
import type { StartedJob } from '#features/runs/run.ts'
import { Problem } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import type { Database, Tx } from '#platform/database.ts'
import { transaction } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import type { Chore, Running, Work } from '#platform/jobs.ts'
import { record } from '#platform/journal.ts'
import type { SealCheck, SealState } from '../../seal-check.ts'
import { checkSeals } from './check-seals.ts'
import { KONTOR } from '../plans/plan-state.ts'
import type { InvoicesDb } from '../tables.ts'

const SEAL_JOB = 'seals.check'
/** What was found stands in the journal as changes of one record; this is its id. */
const SEALS_RECORD = '00000000-0000-7000-8000-000000000005'

/** Looks at the whole chain of seals because somebody asked for it. */
export const sealWork: Work = {
  kind: SEAL_JOB,
  async run({ by, house }: Running<object>): Promise<SealCheck> {
    if (by.role !== 'admin') throw new Problem('forbidden', 'forbidden')
    return look(house.db, by)
  },
}

/** Every night: looks at the whole chain of seals, and tells the administrators when it is broken. */
export const watchSeals: Chore = {
  name: 'seals of issued documents',
  async run(house) {
    const db = house.db as Database<InvoicesDb>
    const { rows } = await sql`select 1 from seal limit 1`.execute(db)
    if (rows.length > 0) await look(db, KONTOR)
  },
}

/** Begins to look at the chain, as a job. */
export async function startSealCheck(tx: Tx<InvoicesDb>, by: By, house: House): Promise<StartedJob> {
  const title = by.language === 'de' ? 'Siegel prüfen' : 'Check the seals'
  const id = await house.jobs.start(tx as never, by, { kind: SEAL_JOB, title, input: {} })
  return queued({ id, kind: SEAL_JOB, title }, null)
}

async function look(db: Database<InvoicesDb>, by: By): Promise<SealCheck> {
  const check = await checkSeals(
    async <Row>(text: string, values: unknown[]) =>
      (await db.executeQuery(CompiledQuery.raw(text, values))).rows as Row[],
  )
  await transaction(db, async (tx) => {
    await record(tx, by, {
      action: 'seals.checked',
      kind: 'seals',
      id: SEALS_RECORD,
      title: String(check.seals),
      diff: [{ field: 'seals', from: null, to: check }],
      readers: 'everyone',
    })
    if (check.flaw) await alarm(tx, check.flaw.document ?? '')
  })
  return check
}

async function alarm(tx: Tx<InvoicesDb>, document: string): Promise<void> {
  const { rows } = await sql<{ id: string; language: 'de' | 'en' }>`
    select id, language from app_user where role = 'admin' and deactivated_at is null`.execute(tx)
  for (const { id, language } of rows)
    await notify(tx, KONTOR, {
      users: [id],
      kind: 'reminder',
      record: { kind: 'seals', id: SEALS_RECORD, title: document },
      text: ALARM[language],
    })
}

const ALARM = {
  de: 'Ein ausgestellter Beleg ist nicht mehr, wie er versiegelt wurde. Bitte sehen Sie unter Rechnungen → Buchhaltung nach.',
  en: 'An issued document is no longer as it was sealed. Please look under Invoices → Bookkeeping.',
}

/** How many seals there are, and what the last look at them found. As system. */
export async function readSeals(db: Database<InvoicesDb>): Promise<SealState> {
  const { rows } = await sql<{ seals: number; checking: boolean }>`
    select (select count(*) from seal) as seals,
      exists (select 1 from job where kind = ${SEAL_JOB} and state in ('queued', 'running')) as checking`.execute(
    db,
  )
  const { rows: looks } = await sql<{ check: SealCheck; at: string; by: string | null }>`
    select j.diff -> 0 -> 'to' as check, j.at, u.name as by
    from journal j left join app_user u on u.id = j.by_id
    where j.record_id = ${SEALS_RECORD} order by j.id desc limit 1`.execute(db)
  const [last] = looks
  const { seals = 0, checking = false } = rows[0] ?? {}
  return { seals, checking, last: last ? { ...last.check, at: last.at, by: last.by } : null }
}
