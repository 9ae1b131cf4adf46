import accountWords from '#features/bookkeeping/texts/accounts.en.json'
import bookWords from '#features/bookkeeping/texts/en.json'
import itemWords from '#features/items/texts/en.json'
import einvoiceWords from '#features/einvoice/texts/en.json'
import mailWords from '#features/mails/texts/en.json'
import whyWords from '#features/invoices/texts/why.en.json'
import planWords from '#features/invoices/texts/plans.en.json'
import invoiceWords from '#features/invoices/texts/en.json'
import paymentWords from '#features/payments/texts/en.json'

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
