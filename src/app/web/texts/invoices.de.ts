import accountWords from '#features/bookkeeping/texts/accounts.de.json'
import bookWords from '#features/bookkeeping/texts/de.json'
import itemWords from '#features/items/texts/de.json'
import einvoiceWords from '#features/einvoice/texts/de.json'
import mailWords from '#features/mails/texts/de.json'
import whyWords from '#features/invoices/texts/why.de.json'
import planWords from '#features/invoices/texts/plans.de.json'
import invoiceWords from '#features/invoices/texts/de.json'
import paymentWords from '#features/payments/texts/de.json'

/** What the screens of quotes and invoices say. */
export const invoices = {
  ...itemWords,
  ...einvoiceWords,
  ...mailWords,
  ...whyWords,
  ...invoiceWords,
  ...planWords,
  ...paymentWords,
  ...accountWords,
  ...bookWords,
}
