import { useQuery } from '@tanstack/react-query'
import { formatMoney } from '#ui/format.ts'
import { useText } from '#ui/texts.ts'
import { documentName } from '../document-name.ts'
import { invoiceQuery } from '../invoices-api.ts'
import { Due, StateBadge } from '../state.tsx'
import '../invoices.css'
import '../paper.css'
import './page.css'
import { LinesTable, Sums } from './document.tsx'

/** A document beside the list. */
export function InvoicePeek({ id }: { id: string }) {
  const t = useText()
  const { data: invoice, error } = useQuery(invoiceQuery(id))
  if (error && !invoice) return <p className="peek-note">{t('invoices.missing')}</p>
  if (!invoice) return null
  return (
    <article className="invoice-peek">
      <header>
        <h2 className="grow">{documentName(invoice)}</h2>
        <StateBadge invoice={invoice} />
      </header>
      <p>
        {invoice.contact?.name ?? t('invoices.contact_hidden')}
        {invoice.subject && <span className="muted"> · {invoice.subject}</span>}
      </p>
      <p>
        <strong className="num">{formatMoney(invoice.totals.payable, invoice.currency)}</strong>{' '}
        <Due invoice={invoice} />
      </p>
      <LinesTable invoice={invoice} narrow />
      <Sums invoice={invoice} />
    </article>
  )
}
