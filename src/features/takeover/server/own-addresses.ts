import type { Database } from '#platform/database.ts'
import { emailDomain, emailKey, isFreemail } from '#kernel/email.ts'
import { registeredDomain } from '#kernel/domain.ts'
import type { TakeoverDb } from './tables.ts'

/** Tells addresses of the firm: those of users and accounts, and all of their domains that belong to nobody else. As system. */
export async function ownAddresses(db: Database<TakeoverDb>): Promise<(email: string) => boolean> {
  const users = await db.selectFrom('appUser').select('email').where('deactivatedAt', 'is', null).execute()
  const accounts = await db.selectFrom('groupwareAccount').select('address').execute()
  const all = [...users.map(({ email }) => email), ...accounts.map(({ address }) => address)]
  const keys = new Set(all.map(emailKey))
  const domains = new Set(all.map(ownDomain).filter((domain) => domain !== null))
  return (email) => {
    const domain = ownDomain(email)
    return keys.has(emailKey(email)) || (domain !== null && domains.has(domain))
  }
}

/** The registered domain of an address, unless everybody has addresses there. */
export function ownDomain(email: string): string | null {
  const domain = emailDomain(email)
  if (domain === null || isFreemail(domain)) return null
  const registered = registeredDomain(domain)
  return isFreemail(registered) ? null : registered
}
