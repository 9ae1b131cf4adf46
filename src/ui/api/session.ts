import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { takeKeys } from '../keys.ts'
import { forgetRecent } from '../recent.ts'
import { showLanguage, type Language } from '../texts.ts'
import { ask } from './request.ts'

/** Who is signed in. */
export interface SessionUser {
  id: string
  email: string
  name: string
  role: 'admin' | 'user' | 'guest'
  language: Language | null
  /** What the screens remember for the user on every device. */
  preferences?: { keys?: Record<string, string[]>; [name: string]: unknown }
}

interface Session {
  user: SessionUser
}

/** The question who is signed in; asked once, answered from memory afterwards. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: async ({ signal }) => entered(await ask<Session>('GET', '/session', { signal })),
  staleTime: Infinity,
  retry: false,
})

let latest: SessionUser | undefined

/** The signed-in user; only screens behind the door may ask. */
export function useUser(): SessionUser {
  // On the way out the memory is empty already while the screen still stands.
  const { data = latest } = useQuery(sessionQuery)
  if (!data) throw new Error('Nobody is signed in')
  return data
}

/** Takes a session as the server gave it: speaks the user's language and listens to their keys. */
export function entered(session: Session): SessionUser {
  latest = session.user
  if (session.user.preferences?.keys) takeKeys(session.user.preferences.keys)
  if (session.user.language) void showLanguage(session.user.language)
  return session.user
}

/** Signs out here, or on every device. */
export function useSignOut() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (where: 'here' | 'everywhere') =>
      ask<void>('DELETE', '/session', where === 'everywhere' ? { query: { everywhere: 'true' } } : {}),
    onSettled: async () => {
      // Another person at this device shall find nothing.
      await import('../offline/store.ts').then((store) => store.forgetAll()).catch(() => undefined)
      const user = client.getQueryData(sessionQuery.queryKey)
      if (user) forgetRecent(user.id)
      client.clear()
      location.assign('/sign-in')
    },
  })
}

/** Speaks another language at once and remembers it for the user. */
export function useChooseLanguage() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async (language: Language) => {
      await showLanguage(language)
      await ask<void>('PATCH', '/session', { body: { language } })
      client.setQueryData(sessionQuery.queryKey, (user) => user && { ...user, language })
    },
  })
}
