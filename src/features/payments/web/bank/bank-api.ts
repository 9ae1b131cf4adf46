import { infiniteQueryOptions, queryOptions, useQueryClient } from '@tanstack/react-query'
import { Big, cents } from '#kernel/decimal.ts'
import { call } from '#features/settings/web/call.ts'
import { formatMoney } from '#ui/format.ts'
import { upload } from '#ui/inputs/upload.ts'
import { text } from '#ui/texts.ts'
import { complain, did, say } from '#ui/undo.ts'
import type { BankEntry, BankImport, BankMatch, BankStatement, CertainAccepted } from '../../bank.ts'

export interface EntryPage {
  items: BankEntry[]
  nextCursor: string | null
  /** All that are open, whatever is asked for. */
  open: number
}

/** Narrows the entries: by what became of them, by statement, by words. */
export interface EntryFilter {
  state?: BankEntry['state']
  statement?: string
  q?: string
}

/** Entries of the bank, the newest first, page by page. */
export const entriesQuery = (filter: EntryFilter) =>
  infiniteQueryOptions({
    queryKey: ['bank-entry', filter],
    queryFn: ({ pageParam, signal }) =>
      call<EntryPage>('GET', '/bank-entries', {
        query: { ...filter, limit: '50', ...(pageParam && { cursor: pageParam }) },
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: ({ nextCursor }) => nextCursor,
  })

/** The statements that were read, the newest first. */
export const statementsQuery = queryOptions({
  queryKey: ['bank-statement'],
  queryFn: async ({ signal }) =>
    (await call<{ items: BankStatement[] }>('GET', '/bank-statements', { signal })).items,
})

/** What a person does with entries of the bank; each step can be taken back. */
export function useBank() {
  const client = useQueryClient()
  const again = async () => {
    void client.invalidateQueries({ queryKey: ['invoice'] })
    void client.invalidateQueries({ queryKey: ['bank-statement'] })
    await client.invalidateQueries({ queryKey: ['bank-entry'] })
  }
  const step = async (id: string, way: 'match' | 'ignore' | 'reopen', body?: BankMatch) => {
    try {
      return await call<BankEntry>('POST', `/bank-entries/${id}/${way}`, body ? { body } : {})
    } finally {
      await again()
    }
  }
  return {
    async take(file: File, onProgress: (part: number) => void): Promise<BankImport> {
      const answer = await upload<BankImport>('/bank-statements', file, { onProgress })
      await again()
      return answer
    },
    async match(entry: BankEntry, invoices: BankMatch['invoices']): Promise<void> {
      await step(entry.id, 'match', { invoices })
      did({ label: text('bank.matched_done', said(entry)), undo: () => step(entry.id, 'reopen') })
    },
    async ignore(entry: BankEntry): Promise<void> {
      try {
        await step(entry.id, 'ignore')
        did({ label: text('bank.ignored_done', said(entry)), undo: () => step(entry.id, 'reopen') })
      } catch (error) {
        complain(error)
      }
    },
    async reopen(entry: BankEntry): Promise<void> {
      const back = (): Promise<unknown> =>
        entry.state === 'ignored'
          ? step(entry.id, 'ignore')
          : step(entry.id, 'match', { invoices: matchOf(entry) })
      try {
        await step(entry.id, 'reopen')
        did({ label: text('bank.reopened_done', said(entry)), undo: back })
      } catch (error) {
        complain(error)
      }
    },
    async acceptCertain(): Promise<void> {
      try {
        const { done, ids } = await call<CertainAccepted>('POST', '/bank-entries/accept-certain')
        if (done === 0) return say(text('bank.accepted_none'))
        const undo = async () => {
          for (const id of ids) await call<BankEntry>('POST', `/bank-entries/${id}/reopen`)
          await again()
        }
        did({ label: text('bank.accepted', { count: done }), undo })
      } catch (error) {
        complain(error)
      } finally {
        await again()
      }
    },
  }
}

const said = ({ amount, currency, name }: BankEntry) => ({
  entry: [formatMoney(amount, currency), name].filter(Boolean).join(' · '),
})

/** How an entry was matched, to match it so again. */
function matchOf({ payments }: BankEntry): BankMatch['invoices'] {
  const skonto = new Set(payments.filter(({ kind }) => kind === 'skonto').map(({ invoiceId }) => invoiceId))
  const sums = new Map<string, Big>()
  for (const { invoiceId, kind, amount } of payments)
    if (kind !== 'skonto') sums.set(invoiceId, (sums.get(invoiceId) ?? new Big(0)).plus(amount))
  return [...sums].map(([id, amount]) => ({ id, amount: cents(amount), takeSkonto: skonto.has(id) }))
}
