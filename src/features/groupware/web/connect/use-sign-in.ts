import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '#features/settings/web/call.ts'
import { complain } from '#ui/undo.ts'
import type { Provider, SignInOffers, SignInStart } from '../../sign-in.ts'

export const offersQuery = {
  queryKey: ['groupware', 'sign-in'],
  queryFn: ({ signal }: { signal: AbortSignal }) =>
    call<SignInOffers>('GET', '/groupware/sign-in', { signal }),
}

/** What is known of a provider; undefined until it has come. */
export function useOffer(provider: Provider): SignInOffers['items'][number] | undefined {
  return useQuery(offersQuery).data?.items.find((one) => one.provider === provider)
}

/** Leaves for a provider to sign in there; `busy` until the browser is gone. */
export function useSignIn(): { busy: boolean; signIn: (start: SignInStart) => Promise<void> } {
  const [busy, setBusy] = useState(false)
  const signIn = async (start: SignInStart) => {
    setBusy(true)
    try {
      const { url } = await call<{ url: string }>('POST', '/groupware/sign-in', { body: start })
      location.assign(url)
    } catch (error) {
      complain(error)
      setBusy(false)
    }
  }
  return { busy, signIn }
}
