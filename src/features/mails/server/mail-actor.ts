import type { AccountOptions } from '#features/groupware/account.ts'
import type { MailsDb } from './tables.ts'
import { EVERYONE } from '#kernel/rights.ts'
import type { By } from '#kernel/rights.ts'
import type { Database } from '#platform/database.ts'
import type { House } from '#platform/house.ts'

export interface WatchedAccount {
  id: string
  ownerId: string
  name: string
  address: string
  createdBy: string | null
  connectedAt: string
  failures: number
  options: AccountOptions
}

/**
 * Who takes in the mails of an account: its user; for a shared one a member of the group, who then sees no more than the
 * group does. Undefined: nobody is left.
 */
export async function mailActor(
  house: House,
  account: Pick<WatchedAccount, 'ownerId' | 'createdBy'>,
): Promise<By | undefined> {
  const user = await house.actor(account.ownerId, 'groupware')
  if (user) return user.role === 'guest' ? undefined : user
  const db = house.db as Database<MailsDb>
  const members = await db
    .selectFrom('groupMember')
    .select('userId')
    .where('groupId', '=', account.ownerId)
    .orderBy('userId')
    .execute()
  const ids = members.map(({ userId }) => userId)
  const first = ids.filter((id) => id === account.createdBy)
  for (const id of [...first, ...ids]) {
    const member = await house.actor(id, 'groupware')
    if (member && member.role !== 'guest')
      return { ...member, role: 'user', principals: [account.ownerId, EVERYONE] }
  }
  return undefined
}
