import type { GroupwareError } from '#connectors/groupware/groupware-error.ts'
import type { Area } from '#kernel/groupware/area.ts'
import { transaction } from '#platform/database.ts'
import type { Database } from '#platform/database.ts'
import type { OpenSettings } from '../account.ts'
import { waitAfter } from '../wait-after.ts'
import type { AccountRow } from './account-row.ts'
import { writeLog } from './groupware-log.ts'
import type { GroupwareDb } from './tables.ts'
import { tellOfAccess } from './tell-of-access.ts'

interface Failed {
  error: GroupwareError
  now?: number
  area?: Area
  counts?: Record<string, number>
}

/**
 * What an account is in after a failure: it waits as long as it was told to, or for its user, who is told once; one that
 * rests stays so.
 */
export async function noteFault(
  db: Database<GroupwareDb>,
  { id, failures }: Pick<AccountRow, 'id' | 'failures'>,
  { error, now = Date.now(), area, counts = {} }: Failed,
): Promise<void> {
  const { fault, detail, retryAfter } = error
  const isThrottled = fault === 'throttled'
  const count = isThrottled ? failures : failures + 1
  const wait = isThrottled ? (retryAfter ?? 60) : waitAfter(count, Math.random())
  const at = new Date(now).toISOString()
  await transaction(db, async (tx) => {
    const before = await tx
      .selectFrom('groupwareAccount')
      .select(['id', 'ownerId', 'name', 'state', 'kind', 'settings'])
      .where('id', '=', id)
      .where('state', '!=', 'paused')
      .forUpdate()
      .executeTakeFirst()
    if (!before) return
    const isUsers = fault === 'consent' || (fault === 'refused' && hasPassword(before))
    await tx
      .updateTable('groupwareAccount')
      .set({
        state: isThrottled ? 'throttled' : isUsers ? 'consent' : 'failed',
        failures: count,
        fault,
        detail: detail.slice(0, 2000),
        lastRunAt: at,
        nextRunAt: new Date(now + wait * 1000).toISOString(),
      })
      .where('id', '=', id)
      .execute()
    if (isUsers && before.state !== 'consent') await tellOfAccess(tx, before)
  })
  await writeLog(db, id, { action: 'failed', fault, counts, at, ...(area && { area }) })
}

/** Where users sign in what is refused is Kontor itself: nobody but the administration mends that, and then it goes on. */
function hasPassword({ kind, settings }: Pick<AccountRow, 'kind' | 'settings'>): boolean {
  return kind === 'open' && !(settings as OpenSettings).signIn
}
