import { group, leaf, type Written } from '#kernel/xml.ts'
import type { EInvoice } from '../e-invoice.ts'

type Payment = NonNullable<EInvoice['payment']>

/** Payment instructions (BG-16): an element for each account; card and mandate go with the first. */
export function writePayment(payment: Payment | undefined, due?: string): (Written | undefined)[] {
  if (!payment) return [means({ transfers: [] }, undefined, true, due)]
  const [first, ...others] = payment.transfers
  return [means(payment, first, true, due), ...others.map((transfer) => means(payment, transfer, false))]
}

function means(
  { meansCode, meansText, reference, card, debit }: Payment,
  transfer: Payment['transfers'][number] | undefined,
  whole: boolean,
  due?: string,
): Written | undefined {
  return group('cac:PaymentMeans', [
    leaf('cbc:PaymentMeansCode', meansCode, { name: meansText }),
    leaf('cbc:PaymentDueDate', due),
    leaf('cbc:PaymentID', reference),
    whole && card
      ? group('cac:CardAccount', [
          leaf('cbc:PrimaryAccountNumberID', card.number),
          // UBL demands a network; EN 16931 knows none.
          leaf('cbc:NetworkID', 'NA'),
          leaf('cbc:HolderName', card.holder),
        ])
      : undefined,
    group('cac:PayeeFinancialAccount', [
      leaf('cbc:ID', transfer?.account),
      leaf('cbc:Name', transfer?.name),
      group('cac:FinancialInstitutionBranch', [leaf('cbc:ID', transfer?.bic)]),
    ]),
    whole
      ? group('cac:PaymentMandate', [
          leaf('cbc:ID', debit?.mandate),
          group('cac:PayerFinancialAccount', [leaf('cbc:ID', debit?.account)]),
        ])
      : undefined,
  ])
}
