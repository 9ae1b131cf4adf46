import { queryOptions, useQueryClient } from '@tanstack/react-query'
import { call } from '#features/settings/web/call.ts'
import { formatMoney } from '#ui/format.ts'
import { text } from '#ui/texts.ts'
import { complain, did, say } from '#ui/undo.ts'
import type { OpenItems } from '../open-items.ts'
import type { Payment, PaymentKind, PaymentState } from '../payment.ts'

// What screens ask of payments. Keys begin with `invoice`: a payment changes its document, and that is what is heard.

/** How a document was paid so far. */
export const paymentsQuery = (id: string) =>
  queryOptions({
    queryKey: ['invoice', id, 'payments'],
    queryFn: ({ signal }) => call<PaymentState>('GET', `/invoices/${id}/payments`, { signal }),
  })

/** What is open, of all customers or of one. */
export const openItemsQuery = (contact?: string | null) =>
  queryOptions({
    queryKey: ['invoice', 'open-items', contact ?? ''],
    queryFn: ({ signal }) =>
      call<OpenItems>('GET', '/open-items', { ...(contact && { query: { contact } }), signal }),
  })

/** A payment as it is sent. */
export interface NewPayment {
  amount: string
  day: string
  kind: PaymentKind
  note: string
  takeSkonto: boolean
}

/** Writes payments down and takes them back; each can be undone. */
export function usePayments() {
  const client = useQueryClient()
  const kept = async (id: string, answer: Promise<PaymentState>) => {
    const state = await answer
    client.setQueryData(paymentsQuery(id).queryKey, state)
    void client.invalidateQueries({ queryKey: ['invoice'] })
    void client.invalidateQueries({ queryKey: ['bank-entry'] })
    return state
  }
  const write = (id: string, body: NewPayment) =>
    kept(id, call<PaymentState>('POST', `/invoices/${id}/payments`, { body }))
  const takeBack = (id: string, payment: string) =>
    kept(id, call<PaymentState>('POST', `/payments/${payment}/revoke`))
  return {
    /** Adds a payment; with Skonto these are two, which are taken back together. */
    async add(id: string, before: PaymentState, body: NewPayment): Promise<void> {
      const known = new Set(before.items.map((one) => one.id))
      const { items, currency } = await write(id, body)
      const added = items.filter((one) => !known.has(one.id))
      did({
        label: text('payments.added', { amount: formatMoney(body.amount, currency) }),
        undo: async () => {
          for (const one of added) await takeBack(id, one.id)
        },
      })
    },
    /** Takes a payment back. What came from the bank is matched there again, so it has no way back here. */
    async revoke({ id, invoiceId, amount, day, kind, note, bankEntryId }: Payment): Promise<void> {
      try {
        const { currency } = await takeBack(invoiceId, id)
        const label = text('payments.revoked_done', { amount: formatMoney(amount, currency) })
        const again = { amount, day, kind, note, takeSkonto: false }
        if (bankEntryId) say(label)
        else did({ label, undo: () => write(invoiceId, again) })
      } catch (error) {
        complain(error)
      }
    },
  }
}
