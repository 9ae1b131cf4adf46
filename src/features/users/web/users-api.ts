import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import type { z } from 'zod'
import { call } from '#features/settings/web/call.ts'
import { entered, sessionQuery } from '#ui/api/session.ts'
import type { group, ownChange, Session, token, User } from '../user.ts'

export type Group = z.infer<typeof group>
export type Token = z.infer<typeof token>

const all = <Item>(kind: string, path: string) =>
  queryOptions({
    queryKey: [kind, 'settings'],
    queryFn: async ({ signal }) => (await call<{ items: Item[] }>('GET', path, { signal })).items,
  })

/** All users, in full; for administrators. */
export const usersQuery = all<User>('user', '/users')
export const groupsQuery = all<Group>('group', '/groups')
export const tokensQuery = all<Token>('token', '/tokens')

/** Whether Kontor can send mails at all; undefined as long as nobody knows. */
export function useCanMail(): boolean | undefined {
  const { data } = useQuery({
    queryKey: ['setup'],
    queryFn: ({ signal }) => call<{ mails: boolean }>('GET', '/setup', { signal }),
  })
  return data?.mails
}

/** The question behind a table that has only one page. */
export function useRows<Item>(query: ReturnType<typeof all<Item>>) {
  const { data, error, refetch } = useQuery(query)
  return { rows: data, error, again: () => void refetch() }
}

/** Changes what users set for themselves, and knows it at once. */
export function useChangeOwn(): (change: z.infer<typeof ownChange>) => Promise<void> {
  const client = useQueryClient()
  return async (change) => {
    const session = await call<Session>('PATCH', '/session', { body: change })
    client.setQueryData(sessionQuery.queryKey, entered(session))
    void client.invalidateQueries({ queryKey: ['user'] })
  }
}

/** Changes a user, if nobody did meanwhile. */
export function useChangeUser() {
  const client = useQueryClient()
  return async (user: Pick<User, 'id'>, change: Partial<User> & { password?: string }, version?: number) => {
    const body = { ...change }
    try {
      return await call<User>('PATCH', `/users/${user.id}`, {
        body,
        ...(version !== undefined && { version }),
      })
    } finally {
      void client.invalidateQueries({ queryKey: ['user'] })
    }
  }
}
