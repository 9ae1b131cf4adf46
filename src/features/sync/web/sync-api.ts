import { useQuery, useQueryClient } from '@tanstack/react-query'
import { call } from '#features/settings/web/call.ts'
import type { GroupwareConflict, GroupwareLink, Settling } from '../link.ts'

interface Items<T> {
  items: T[]
}

/** With what of the own accounts a contact is linked. */
export function useContactLinks(contactId: string, enabled: boolean) {
  return useQuery({
    queryKey: ['groupware', 'links', contactId],
    queryFn: async ({ signal }) =>
      (
        await call<Items<GroupwareLink>>('GET', '/groupware/links', {
          query: { record: `contact:${contactId}` },
          signal,
        })
      ).items,
    enabled,
    // What is under way is done by the server in seconds.
    refetchInterval: ({ state }) => (state.data?.some(({ pending }) => pending) ? 3000 : false),
  })
}

/** What was overruled in the own accounts and nobody has looked at. */
export function useConflicts() {
  return useQuery({
    queryKey: ['groupware', 'conflicts'],
    queryFn: async ({ signal }) =>
      (
        await call<Items<GroupwareConflict>>('GET', '/groupware/conflicts', {
          query: { limit: '200' },
          signal,
        })
      ).items,
  })
}

/** What can be done with accounts, links and differences; whatever shows them asks again. */
export function useSyncActs() {
  const client = useQueryClient()
  const after = async <T>(work: Promise<T>): Promise<T> => {
    const answer = await work
    await client.invalidateQueries({ queryKey: ['groupware'] })
    return answer
  }
  return {
    sync: (accountId: string) =>
      after(call<{ jobId: string }>('POST', `/groupware/accounts/${accountId}/sync`)),
    goOn: (collectionId: string) => after(call<void>('POST', `/groupware/collections/${collectionId}/go-on`)),
    settle: (id: string, take: Settling['take']) =>
      after(call<void>('POST', `/groupware/conflicts/${id}/settle`, { body: { take } })),
    switchContact: (contactId: string, accountId: string, enabled: boolean) =>
      after(
        call<Items<GroupwareLink>>('PUT', `/contacts/${contactId}/groupware`, {
          body: { accountId, enabled },
        }),
      ),
  }
}
