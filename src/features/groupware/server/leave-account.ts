import { sql } from 'kysely'
import { Problem } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import type { Config } from '#platform/config.ts'
import type { Tx } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { lockAccount, mayClear } from './account-row.ts'
import { disconnectAccount } from './disconnect-account.ts'
import type { GroupwareDb } from './tables.ts'

export const LEAVE_JOB = 'groupware.leave'

export interface LeaveInput {
  accountId: string
}

interface Leaving {
  id: string
  /** What becomes of the items that Kontor made there. */
  there: 'keep' | 'remove'
  ifMatch?: number | undefined
  house: Pick<House, 'jobs'> & { config: Config }
}

/**
 * Ends an account: at once when everything stays there; else as a job that takes away first what Kontor made there, which
 * only its owner may have done, and administrators for whoever left the firm. Gives back the id of that job.
 */
export async function leaveAccount(
  tx: Tx<GroupwareDb>,
  by: By,
  { id, there, ifMatch, house }: Leaving,
): Promise<string | undefined> {
  if (there === 'keep') {
    await disconnectAccount(tx, by, { id, ifMatch, config: house.config })
    return undefined
  }
  const row = await lockAccount(tx, by, id, ifMatch)
  if (!(await mayClear(tx, by, row))) throw new Problem('forbidden', 'forbidden', 'It is not yours.')
  const { rows } = await sql<{ id: string }>`
    select id from job where kind = ${LEAVE_JOB} and state in ('queued', 'running')
      and owner_id = ${by.id} and input ->> 'accountId' = ${id}`.execute(tx)
  if (rows[0]) return rows[0].id
  const input: LeaveInput = { accountId: id }
  return house.jobs.start(tx as never, by, { kind: LEAVE_JOB, title: row.name, input })
}
