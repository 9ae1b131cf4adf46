import { queryOptions, useQueryClient } from '@tanstack/react-query'
import type { z } from 'zod'
import type { HistoryItem } from '#features/history/history.ts'
import type { AboutRecord } from '#features/subjects/subject.ts'
import { apiRoot, ask } from '#ui/api/request.ts'
import type { mailNew, MailSender, WaitingMail } from '../mail.ts'
import type { MailTemplate } from '../template.ts'

/** From where one may write, and how one signs. */
export const sendersQuery = queryOptions({
  queryKey: ['groupware', 'senders'],
  queryFn: ({ signal }) =>
    ask<{ items: MailSender[]; signature: string }>('GET', '/mails/senders', { signal }),
  staleTime: 60_000,
})

export const templatesQuery = queryOptions({
  queryKey: ['mail-template', 'all'],
  queryFn: async ({ signal }) =>
    (await ask<{ items: MailTemplate[] }>('GET', '/mail-templates', { signal })).items,
  staleTime: 60_000,
})

/** The mails of a conversation, the oldest first. */
export const threadQuery = (id: string) =>
  queryOptions({
    queryKey: ['history', 'thread', id],
    queryFn: async ({ signal }) =>
      (await ask<{ items: HistoryItem[] }>('GET', `/mails/${id}/thread`, { signal })).items,
  })

interface WaitingPage {
  items: WaitingMail[]
  nextCursor: string | null
  total: number
}

/** Mails of which nobody knows what they are about. */
export const waitingQuery = queryOptions({
  queryKey: ['mail-waiting', 'list'],
  queryFn: ({ signal }) => ask<WaitingPage>('GET', '/mails/waiting', { query: { limit: '100' }, signal }),
})

export const waitingTextQuery = (id: string) =>
  queryOptions({
    queryKey: ['mail-waiting', 'text', id],
    queryFn: ({ signal }) =>
      ask<{ text: string; files: { name: string; size: number }[] }>('GET', `/mails/waiting/${id}`, {
        signal,
      }),
    staleTime: Infinity,
  })

/** Where a mail lies as it was sent, and as a file. */
export const shownLink = (id: string, pictures: boolean) =>
  `${apiRoot}/mails/${id}/html${pictures ? '?pictures=true' : ''}`
export const sourceLink = (id: string) => `${apiRoot}/mails/${id}/source`

/** What can be done with mails; the screens they stand on ask again afterwards. */
export function useMailActs() {
  const client = useQueryClient()
  const after = async <T>(work: Promise<T>): Promise<T> => {
    const answer = await work
    await Promise.all(
      [['history'], ['mail-waiting']].map((queryKey) => client.invalidateQueries({ queryKey })),
    )
    return answer
  }
  return {
    send: (body: z.input<typeof mailNew>) => after(ask<HistoryItem>('POST', '/mails', { body })),
    fetch: () => after(ask<void>('POST', '/mails/fetch')),
    again: ({ id }: Pick<HistoryItem, 'id'>) => after(ask<HistoryItem>('POST', `/mails/${id}/again`)),
    assign: ({ id }: WaitingMail, about: readonly AboutRecord[]) =>
      after(
        ask<{ historyId: string | null }>('POST', `/mails/waiting/${id}/assign`, {
          body: Object.fromEntries(about.map((record) => [`${record.kind}Id`, record.id])),
        }),
      ),
    ignore: ({ id }: WaitingMail) => after(ask<void>('POST', `/mails/waiting/${id}/ignore`)),
    restore: ({ id }: WaitingMail) => after(ask<void>('POST', `/mails/waiting/${id}/restore`)),
  }
}
