import { randomUUID } from 'node:crypto'
import { openGraph } from '#connectors/groupware/graph/open-graph.ts'
import type { Groupware } from '#connectors/groupware/groupware.ts'
import type { Mailbox } from './mailbox.ts'
import type { StandIn } from './stand-in.ts'

/** A user with a new mailbox, signed in; nothing is waited for. */
export async function signedIn(graph: StandIn): Promise<{ groupware: Groupware; box: Mailbox }> {
  const self = `${randomUUID()}@kontor.example`
  graph.tokens.set(self, { address: self })
  const groupware = await openGraph({
    mailbox: self,
    access: 'user',
    token: async () => self,
    zone: 'Europe/Berlin',
    self,
    baseUrl: graph.url,
    wait: async () => undefined,
  })
  return { groupware, box: graph.mailbox(self) }
}
