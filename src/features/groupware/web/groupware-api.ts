import { useQuery, useQueryClient } from '@tanstack/react-query'
import { call } from '#features/settings/web/call.ts'
import type { Area } from '#kernel/groupware/area.ts'
import type { Account, AccountChange, AccountNew, AccountTrial, Discovered, ServerTrial } from '../account.ts'
import type { Collection, CollectionChange } from '../collection.ts'

/** What becomes of what Kontor made there. */
export type Leaving = 'keep' | 'remove'

interface Items<T> {
  items: T[]
}

/** The accounts of the user, or of everybody. */
export function useAccounts(all = false, enabled = true) {
  return useQuery({
    queryKey: ['groupware', 'accounts', all],
    queryFn: async ({ signal }) =>
      (
        await call<Items<Account>>('GET', '/groupware/accounts', {
          query: all ? { all: 'true' } : {},
          signal,
        })
      ).items,
    enabled,
  })
}

/** What an account has, as it was listed last. */
export function useCollections(accountId: string) {
  return useQuery({
    queryKey: ['groupware', 'collections', accountId],
    queryFn: async ({ signal }) =>
      (await call<Items<Collection>>('GET', `/groupware/accounts/${accountId}/collections`, { signal }))
        .items,
  })
}

/** What can be done with accounts; whatever shows them asks again afterwards. */
export function useAccountActs() {
  const client = useQueryClient()
  const after = async <T>(work: Promise<T>): Promise<T> => {
    const answer = await work
    await client.invalidateQueries({ queryKey: ['groupware'] })
    return answer
  }
  const path = ({ id }: Pick<Account, 'id'>) => `/groupware/accounts/${id}`
  return {
    create: (body: AccountNew) => after(call<Account>('POST', '/groupware/accounts', { body })),
    change: (account: Account, body: AccountChange) =>
      after(call<Account>('PATCH', path(account), { body, version: account.version })),
    pause: (account: Account) => after(call<Account>('POST', `${path(account)}/pause`)),
    resume: (account: Account) => after(call<Account>('POST', `${path(account)}/resume`)),
    disconnect: (account: Account, there: Leaving) =>
      after(call<void>('DELETE', path(account), { query: { there } })),
    refresh: (account: Account) =>
      after(call<Items<Collection>>('POST', `${path(account)}/collections/refresh`)),
    makeFolder: (account: Pick<Account, 'id'>, name: string) =>
      after(call<Collection>('POST', `${path(account)}/collections`, { body: { area: 'mail', name } })),
    changeCollection: (account: Account, collection: Collection, body: CollectionChange) =>
      after(call<Collection>('PUT', `${path(account)}/collections/${collection.id}`, { body })),
  }
}

export const discover = (address: string) =>
  call<Discovered>('POST', '/groupware/discover', { body: { address } })

export const trySettings = async (body: AccountTrial) =>
  (await call<{ servers: ServerTrial[] }>('POST', '/groupware/test', { body })).servers

export const tryAccount = async ({ id }: Account) =>
  (await call<{ servers: ServerTrial[] }>('POST', `/groupware/accounts/${id}/test`)).servers

/** The areas in the order of the screens. */
export const SHOWN_AREAS: readonly Area[] = ['appointment', 'task', 'contact', 'mail']
