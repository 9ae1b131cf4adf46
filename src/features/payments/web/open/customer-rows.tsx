import { IconCoins } from '@tabler/icons-react'
import type { KeyboardEvent } from 'react'
import { Link, useNavigate } from 'react-router'
import { documentName } from '#features/invoices/web/document-name.ts'
import { dayOf } from '#features/invoices/web/state.tsx'
import type { InvoiceKind } from '#features/invoices/invoice.ts'
import { formatMoney } from '#ui/format.ts'
import { useText } from '#ui/texts.ts'
import type { OpenInvoice } from '../../open-items.ts'
import { openPay } from '../dialogs.ts'
import { stepTo } from '../step-to.ts'
import { BUCKETS, bucketOf, inBucket, type Customer } from './buckets.ts'

interface CustomerRowsProps {
  customer: Customer
  chosen: ReadonlySet<string>
  choose: (ids: string[], isChosen: boolean) => void
}

/** One customer with their sums, and below what they consist of. */
export function CustomerRows({ customer, chosen, choose }: CustomerRowsProps) {
  const t = useText()
  const { contact, currency, invoices } = customer
  const ids = invoices.map(({ id }) => id)
  const isAll = ids.every((id) => chosen.has(id))
  const money = (amount: string) => (Number(amount) === 0 ? '' : formatMoney(amount, currency))
  return (
    <tbody>
      <tr className="customer">
        <td className="check-cell">
          <label>
            <input
              type="checkbox"
              className="check"
              aria-label={t('list.choose', { name: contact.name })}
              checked={isAll}
              ref={(box) => {
                if (box) box.indeterminate = !isAll && ids.some((id) => chosen.has(id))
              }}
              onChange={() => choose(ids, !isAll)}
            />
          </label>
        </td>
        <th scope="rowgroup" colSpan={2}>
          <Link to={`/contacts/${contact.id}?tab=invoices`}>{contact.name}</Link>
        </th>
        {BUCKETS.map((one) => (
          <td key={one} className="end num bucket">
            {money(inBucket(customer, one))}
          </td>
        ))}
        <td className="end num">{formatMoney(customer.open, currency)}</td>
        <td className="act-cell">
          <span className="sr-only">{currency}</span>
        </td>
      </tr>
      {invoices.map((invoice) => (
        <InvoiceLine
          key={invoice.id}
          {...{ invoice, currency }}
          isChosen={chosen.has(invoice.id)}
          onChoose={() => choose([invoice.id], !chosen.has(invoice.id))}
        />
      ))}
    </tbody>
  )
}

interface InvoiceLineProps {
  invoice: OpenInvoice
  currency: string
  isChosen: boolean
  onChoose: () => void
}

function InvoiceLine({ invoice, currency, isChosen, onChoose }: InvoiceLineProps) {
  const t = useText()
  const go = useNavigate()
  const name = documentName({ kind: invoice.kind as InvoiceKind, number: invoice.number })
  const money = formatMoney(invoice.open, currency)
  const own = bucketOf(invoice)
  const pay = () => void openPay({ invoiceId: invoice.id, name, open: invoice.open })
  const onKey = (press: KeyboardEvent<HTMLTableRowElement>) => {
    if (press.target !== press.currentTarget || press.ctrlKey || press.metaKey || press.altKey) return
    if (press.key === 'Enter') void go(`/invoices/${invoice.id}`)
    else if (press.key === ' ' || press.key === 'x') onChoose()
    else if (press.key === 'z') pay()
    else if (!stepTo(press)) return
    press.preventDefault()
    press.stopPropagation()
  }
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions, jsx-a11y/no-noninteractive-tabindex -- keys have their twins in the row
    <tr tabIndex={0} data-step onKeyDown={onKey} className={isChosen ? 'chosen' : ''}>
      <td className="check-cell">
        <label>
          <input
            type="checkbox"
            className="check"
            tabIndex={-1}
            aria-label={t('list.choose', { name })}
            checked={isChosen}
            onChange={onChoose}
          />
        </label>
      </td>
      <th scope="row">
        <Link to={`/invoices/${invoice.id}`} tabIndex={-1}>
          {name}
        </Link>
        {invoice.reminderLevel > 0 && (
          <span className="badge">{t('invoices.reminded', { level: invoice.reminderLevel })}</span>
        )}
        {Number(invoice.settled) !== 0 && Number(invoice.open) > 0 && (
          <span className="muted num">
            {t('payments.of', { amount: formatMoney(invoice.payable, currency) })}
          </span>
        )}
      </th>
      <td className="due-cell">
        <span className="num">{dayOf(invoice.dueDate)}</span>{' '}
        {invoice.daysLate > 0 && (
          <span className="num pay-late">{t('payments.days_late', { count: invoice.daysLate })}</span>
        )}
      </td>
      {BUCKETS.map((one) => (
        <td key={one} className="end num bucket">
          {one === own ? money : ''}
        </td>
      ))}
      <td className="end num strong">
        {money}
        {Number(invoice.open) < 0 && <span className="sr-only"> {t('payments.to_give_back')}</span>}
      </td>
      <td className="act-cell">
        <button
          type="button"
          className="button small"
          tabIndex={-1}
          aria-label={t('payments.new_of', { name })}
          onClick={pay}
        >
          <IconCoins size={14} stroke={1.75} />
          <span>{t('payments.pay')}</span>
        </button>
      </td>
    </tr>
  )
}
