import { queryOptions, useQueryClient } from '@tanstack/react-query'
import { call } from '#features/settings/web/call.ts'
import { apiRoot } from '#ui/api/request.ts'
import { text } from '#ui/texts.ts'
import { complain, say } from '#ui/undo.ts'
import type { ReminderLetter, ReminderProposal, RemindersNew } from '../../reminder-letter.ts'

/** Who is to be reminded today; payments change it, so its key begins as theirs. */
export const proposalsQuery = queryOptions({
  queryKey: ['invoice', 'reminders'],
  queryFn: async ({ signal }) =>
    (await call<{ items: ReminderProposal[] }>('POST', '/reminder-letters/preview', { body: {}, signal }))
      .items,
})

export interface LetterPage {
  items: ReminderLetter[]
  nextCursor: string | null
}

/** Letters that were written, the newest first. */
export const lettersQuery = (of: { invoice?: string; contact?: string }) =>
  queryOptions({
    queryKey: ['reminder-letter', of],
    queryFn: ({ signal }) => call<LetterPage>('GET', '/reminder-letters', { query: of, signal }),
  })

/** Where the page of a letter is fetched. */
export const letterPdf = (id: string, download = false): string =>
  `${apiRoot}/reminder-letters/${id}.pdf${download ? '?download=true' : ''}`

/** Where the page of a proposal is fetched: of these invoices. */
export function proposalPdf({ contact, currency }: ReminderProposal, invoiceIds: readonly string[]): string {
  const query = new URLSearchParams({ contact: contact.id, currency })
  for (const id of invoiceIds) query.append('invoice', id)
  return `${apiRoot}/reminder-letters/preview.pdf?${query}`
}

/** What a letter of a level is called. */
export function levelWords(level: number): string {
  return text(`reminders.level.${Math.min(Math.max(level, 1), 3) as 1 | 2 | 3}`)
}

/** Writes letters and says of them that they were sent. */
export function useReminders() {
  const client = useQueryClient()
  const again = async () => {
    await client.invalidateQueries({ queryKey: ['invoice'] })
    await client.invalidateQueries({ queryKey: ['reminder-letter'] })
  }
  return {
    async create(letters: RemindersNew['letters']): Promise<ReminderLetter[]> {
      try {
        const { items } = await call<LetterPage>('POST', '/reminder-letters', { body: { letters } })
        say(text('reminders.created', { count: items.length }))
        return items
      } finally {
        await again()
      }
    },
    async markSent({ id, number }: ReminderLetter): Promise<void> {
      try {
        await call<ReminderLetter>('POST', `/reminder-letters/${id}/sent`)
        say(text('reminders.marked_sent', { number }))
      } catch (error) {
        complain(error)
      }
      await again()
    },
  }
}
