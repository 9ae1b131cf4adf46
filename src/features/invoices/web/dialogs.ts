import { dialogsOf, type OpenDialog as Open } from '#ui/dialogs.ts'
import type { Certificate } from '../certificate.ts'
import type { InvoicePlanRow } from '../invoice-plan.ts'
import type { Invoice } from '../invoice.ts'
import type { Sendable } from './send/send-api.ts'

/** What the dialogs of documents are about. They can be opened from every screen. */
interface Questions {
  /** Asks before something that cannot simply be taken back. */
  confirm: {
    input: { title: string; text: string; action: string; danger?: boolean; run: () => Promise<unknown> }
    answer: void
  }
  /** What a document becomes next. */
  convert: { input: { invoice: Invoice }; answer: Invoice | undefined }
  /** The mail with a document or a reminder; true: it is on its way. */
  send: { input: Sendable; answer: boolean }
  /** The mails with many documents. */
  sendMany: { input: { ids: string[] }; answer: boolean }
  /** By how much these recurring invoices rise. */
  raise: { input: { plans: { id: string }[] }; answer: boolean }
  /** When a recurring invoice ends. */
  endPlan: { input: { plan: InvoicePlanRow }; answer: void }
  /** A customer's certificate, a new one or another for it. */
  certificate: { input: { contactId: string; certificate?: Certificate }; answer: void }
}

export type OpenDialog = Open<Questions>

const { opener, useDialogs } = dialogsOf<Questions>()

export const openConfirm = opener('confirm')
export const openConvert = opener('convert')
export const openSend = opener('send')
export const openSendMany = opener('sendMany')
export const openPlanRaise = opener('raise')
export const openPlanEnd = opener('endPlan')
export const openCertificate = opener('certificate')

/** The dialogs on the screen now, the uppermost last. */
export { useDialogs as useInvoiceDialogs }
