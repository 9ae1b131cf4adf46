import { dialogsOf, type OpenDialog as Open } from '#ui/dialogs.ts'
import type { Invoice, InvoiceRow } from '../invoice.ts'

/** What the dialogs of documents are about. They can be opened from every screen. */
interface Questions {
  /** Asks before something that cannot simply be taken back. */
  confirm: {
    input: { title: string; text: string; action: string; danger?: boolean; run: () => Promise<unknown> }
    answer: void
  }
  /** What a document becomes next. */
  convert: { input: { invoice: Invoice }; answer: Invoice | undefined }
  /** A mail with the document. */
  send: { input: { invoice: Pick<InvoiceRow, 'id' | 'kind' | 'number' | 'contact'> }; answer: void }
}

export type OpenDialog = Open<Questions>

const { opener, useDialogs } = dialogsOf<Questions>()

export const openConfirm = opener('confirm')
export const openConvert = opener('convert')
export const openSend = opener('send')

/** The dialogs on the screen now, the uppermost last. */
export { useDialogs as useInvoiceDialogs }
