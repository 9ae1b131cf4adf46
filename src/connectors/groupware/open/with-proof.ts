import { GroupwareError } from '../groupware-error.ts'
import type { Secret } from './settings.ts'

/** What is shown to a server once: a password, or an access token that is good now. */
export type Proof = { password: string } | { token: string }

/** Does what needs a proof; where the server takes the token no more, once more with another, if there is one. */
export async function withProof<T>(secret: Secret, work: (proof: Proof) => Promise<T>): Promise<T> {
  if ('password' in secret) return work(secret)
  const token = await secret.token()
  try {
    return await work({ token })
  } catch (error) {
    if (!(error instanceof GroupwareError) || error.fault !== 'consent') throw error
    const other = await secret.token(token)
    if (other === token) throw error
    return work({ token: other })
  }
}
