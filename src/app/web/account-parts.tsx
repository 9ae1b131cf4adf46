import type { Account } from '#features/groupware/account.ts'
import { AccountParts } from '#features/sync/web/account-parts.tsx'
import { PeoplePart } from '#features/takeover/web/people/people-part.tsx'

/** What higher features say about a groupware account, on its page. */
export function GroupwareAccountParts({ account }: { account: Account }) {
  return (
    <>
      <PeoplePart account={account} />
      <AccountParts account={account} />
    </>
  )
}
