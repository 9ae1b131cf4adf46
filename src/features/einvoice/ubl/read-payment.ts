import type { EInvoice } from '../e-invoice.ts'
import { anyGiven, given, type Place } from '../syntax/place.ts'

type Payment = NonNullable<EInvoice['payment']>

/** Payment instructions (BG-16), gathered from one element for each account. */
export function readPayment(root: Place, creditorId: string | undefined): EInvoice['payment'] {
  const means = root.all('cac:PaymentMeans')
  const codes = means.flatMap((at) => at.one('cbc:PaymentMeansCode') ?? [])
  const transfers = means.flatMap(readTransfer)
  const cards = means.flatMap((at) => at.one('cac:CardAccount') ?? [])
  const mandate = means.flatMap((at) => at.one('cac:PaymentMandate') ?? []).at(0)
  const debit = anyGiven<NonNullable<Payment['debit']>>({
    mandate: mandate?.code('cbc:ID'),
    creditorId,
    account: mandate?.code('cac:PayerFinancialAccount/cbc:ID'),
  })
  const payment = anyGiven<Omit<Payment, 'transfers'>>({
    meansCode: codes[0]?.code(),
    meansText: codes[0]?.attribute('name'),
    reference: means.map((at) => at.code('cbc:PaymentID')).find((id) => id !== undefined),
    card: cards.map(readCard)[0],
    debit,
  })
  return payment || transfers.length > 0 ? { ...payment, transfers } : undefined
}

function readTransfer(means: Place): Payment['transfers'] {
  const at = means.one('cac:PayeeFinancialAccount')
  if (!at) return []
  return [
    given<Payment['transfers'][number]>({
      account: at.code('cbc:ID') ?? '',
      name: at.text('cbc:Name'),
      bic: at.code('cac:FinancialInstitutionBranch/cbc:ID'),
    }),
  ]
}

function readCard(at: Place): Payment['card'] {
  at.code('cbc:NetworkID')
  return given<NonNullable<Payment['card']>>({
    number: at.code('cbc:PrimaryAccountNumberID') ?? '',
    holder: at.text('cbc:HolderName'),
  })
}
