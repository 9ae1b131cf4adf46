import { userScopes } from '#connectors/groupware/sign-in/entra.ts'
import type { JWK } from 'oidc-provider'
import { startEntra } from './entra.ts'
import type { Entra } from './entra.ts'
import { startGraph } from './stand-in.ts'
import type { StandIn } from './stand-in.ts'

/** Microsoft 365 with one tenant and one user: the sign-in, and Graph that takes its tokens. */
export async function startMicrosoft({
  userName,
  redirectUri,
  certificateKey,
}: {
  userName: string
  redirectUri: string
  certificateKey?: JWK
}): Promise<{ entra: Entra; graph: StandIn; close: () => Promise<void> }> {
  const graph = await startGraph()
  const scopes = [...userScopes(), `${new URL(graph.url).origin}/.default`]
  const entra = await startEntra({ userName, redirectUri, scopes, ...(certificateKey && { certificateKey }) })
  graph.whoIs = async (token) => {
    const holder = await entra.holderOf(token)
    return holder === 'user' ? { address: userName } : holder
  }
  return {
    entra,
    graph,
    async close() {
      await Promise.all([entra.close(), graph.close()])
    },
  }
}
