import { queryOptions, useQueryClient } from '@tanstack/react-query'
import { call } from '#features/settings/web/call.ts'
import { apiRoot } from '#ui/api/request.ts'
import type { DocumentMail, DocumentsSent, MailProposal } from '../../document-mail.ts'

/** What can be sent: a document of a sale, or a letter that reminds of some. */
export interface Sendable {
  kind: 'invoice' | 'reminder'
  id: string
}

const PATHS = { invoice: '/invoices', reminder: '/reminder-letters' } as const
const KEYS = { invoice: 'invoice', reminder: 'reminder-letter' } as const
const pathOf = ({ kind, id }: Sendable) => `${PATHS[kind]}/${id}`

/** The mail as Kontor would write it. */
export const proposalQuery = (what: Sendable) =>
  queryOptions({
    queryKey: [KEYS[what.kind], 'send', what.id],
    queryFn: ({ signal }) => call<MailProposal>('GET', `${pathOf(what)}/send`, { signal }),
    staleTime: 0,
    gcTime: 0,
  })

/** Where a file of it is fetched. */
export const filePath = (what: Sendable, part: 'pdf' | 'xml', query = ''): string =>
  `${apiRoot}${pathOf(what)}.${part}${query}`

/** To whom these documents would go, and what would be left. */
export const manyQuery = (ids: string[]) =>
  queryOptions({
    queryKey: ['invoice', 'send many', ids],
    queryFn: ({ signal }) =>
      call<DocumentsSent>('POST', '/invoices/send', { body: { ids, preview: true }, signal }),
    staleTime: 0,
    gcTime: 0,
  })

/** Sends documents, and says that they were sent another way. */
export function useSend() {
  const client = useQueryClient()
  const again = (key: string) => client.invalidateQueries({ queryKey: [key] })
  const post = async (what: Sendable, way: 'send' | 'sent', body?: DocumentMail): Promise<void> => {
    await call<unknown>('POST', `${pathOf(what)}/${way}`, body ? { body } : {})
    await again(KEYS[what.kind])
  }
  return {
    /** Sends once more what an account could not send. */
    async sendAgain(entryId: string): Promise<void> {
      await call<unknown>('POST', `/mails/${entryId}/again`)
      await Promise.all(['history', ...Object.values(KEYS)].map(again))
    },
    send: (what: Sendable, mail: DocumentMail) => post(what, 'send', mail),
    markSent: (what: Sendable) => post(what, 'sent'),
    async sendMany(ids: string[]): Promise<DocumentsSent> {
      const answer = await call<DocumentsSent>('POST', '/invoices/send', { body: { ids } })
      await again('invoice')
      return answer
    },
  }
}
