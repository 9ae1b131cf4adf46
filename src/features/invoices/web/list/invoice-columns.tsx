import { formatMoney } from '#ui/format.ts'
import type { Column } from '#ui/list/description.ts'
import type { Translate } from '#ui/texts.ts'
import type { InvoiceRow } from '../../invoice.ts'
import { Due, StateBadge, dayOf } from '../state.tsx'

/** The columns of the list of documents. */
export function invoiceColumns(t: Translate): Column<InvoiceRow>[] {
  return [
    {
      id: 'status',
      text: 'invoices.status',
      width: 128,
      sort: 'status',
      render: (row) => <StateBadge invoice={row} />,
    },
    {
      id: 'number',
      text: 'invoices.number',
      width: 200,
      sort: 'number',
      fixed: true,
      render: (row) => (
        <span className="invoice-number">
          <strong className="num cut">{row.number ?? t(`invoices.kind.${row.kind}`)}</strong>
          {row.number !== null && row.kind !== 'invoice' && (
            <span className="muted cut">{t(`invoices.kind.${row.kind}`)}</span>
          )}
        </span>
      ),
    },
    {
      id: 'date',
      text: 'invoices.date',
      width: 104,
      sort: 'date',
      render: (row) => <span className="num">{dayOf(row.date)}</span>,
    },
    {
      id: 'contact',
      text: 'invoices.contact',
      width: 230,
      sort: 'contact',
      render: (row) => row.contact?.name ?? <span className="muted">{t('invoices.contact_hidden')}</span>,
    },
    {
      id: 'subject',
      text: 'invoices.subject',
      width: 220,
      hidden: true,
      render: (row) => <span className="cut">{row.subject}</span>,
    },
    {
      id: 'dueDate',
      text: 'invoices.due',
      width: 180,
      sort: 'dueDate',
      render: (row) => <Due invoice={row} />,
    },
    {
      id: 'gross',
      text: 'invoices.gross',
      width: 130,
      align: 'end',
      sort: 'gross',
      render: (row) => <span className="num">{formatMoney(row.totals.gross, row.currency)}</span>,
    },
    {
      id: 'open',
      text: 'invoices.open',
      width: 130,
      align: 'end',
      render: (row) =>
        Number(row.open) === 0 ? (
          <span className="muted">–</span>
        ) : (
          <span className="num">{formatMoney(row.open, row.currency)}</span>
        ),
    },
    {
      id: 'net',
      text: 'invoices.net',
      width: 130,
      align: 'end',
      hidden: true,
      render: (row) => <span className="num">{formatMoney(row.totals.net, row.currency)}</span>,
    },
  ]
}
