import { dialogsOf, type OpenDialog as Open } from '#ui/dialogs.ts'
import type { BankEntry } from '../bank.ts'

/** What the dialogs of payments are about. They can be opened from every screen. */
interface Questions {
  /** What was paid for a document. */
  pay: { input: { invoiceId: string; name: string; open?: string }; answer: void }
  /** Which documents an entry of the bank pays. */
  match: { input: { entry: BankEntry }; answer: void }
  /** A letter to look at before it is written, or after. */
  page: { input: { title: string; address: string }; answer: void }
}

export type OpenDialog = Open<Questions>

const { opener, useDialogs } = dialogsOf<Questions>()

export const openPay = opener('pay')
export const openMatch = opener('match')
export const openPage = opener('page')

/** The dialogs on the screen now, the uppermost last. */
export { useDialogs as usePaymentDialogs }
