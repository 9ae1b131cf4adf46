import { useState } from 'react'
import { call } from '#features/settings/web/call.ts'
import { complain } from '#ui/undo.ts'

/** Leaves for Microsoft to sign in there; `busy` until the browser is gone. */
export function useSignIn(): { busy: boolean; signIn: () => Promise<void> } {
  const [busy, setBusy] = useState(false)
  const signIn = async () => {
    setBusy(true)
    try {
      const { url } = await call<{ url: string }>('POST', '/groupware/sign-in')
      location.assign(url)
    } catch (error) {
      complain(error)
      setBusy(false)
    }
  }
  return { busy, signIn }
}
