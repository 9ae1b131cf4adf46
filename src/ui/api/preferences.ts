import { useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import { complain } from '../undo.ts'
import { ask } from './request.ts'
import { sessionQuery, type SessionUser } from './session.ts'

/** Changes gather this long: pulling at a column is one change. */
const gatherFor = 800

const waiting = new Map<string, unknown>()
let timer: ReturnType<typeof setTimeout> | undefined

/** Something the screens remember for the user on every device; undefined until something was chosen. */
export function usePreference<Value>(name: string): [Value | undefined, (value: Value) => void] {
  const client = useQueryClient()
  const { data: user } = useQuery(sessionQuery)
  const choose = useCallback((value: Value) => keep(client, name, value), [client, name])
  return [user?.preferences?.[name] as Value | undefined, choose]
}

function keep(client: QueryClient, name: string, value: unknown): void {
  client.setQueryData<SessionUser>(
    sessionQuery.queryKey,
    (user) => user && { ...user, preferences: { ...user.preferences, [name]: value } },
  )
  waiting.set(name, value)
  clearTimeout(timer)
  timer = setTimeout(send, gatherFor)
}

function send(): void {
  clearTimeout(timer)
  if (!waiting.size) return
  const preferences = Object.fromEntries(waiting)
  waiting.clear()
  ask<unknown>('PATCH', '/session', { body: { preferences }, keepalive: true }).catch(complain)
}

// Who closes the page right after a change shall find it again.
addEventListener('visibilitychange', () => document.hidden && send())
