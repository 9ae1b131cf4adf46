import { IconAlertTriangle } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { Big, cents } from '#kernel/decimal.ts'
import { formatMoney } from '#ui/format.ts'
import { useText } from '#ui/texts.ts'
import { openItemsQuery } from '../payments-api.ts'
import '../payments.css'

/** What a customer owes, in one line: how much of it is overdue, and where it is listed. */
export function OpenLine({ contactId }: { contactId: string }) {
  const t = useText()
  const { data } = useQuery(openItemsQuery(contactId))
  const owed = data?.totals.filter(({ open }) => Number(open) !== 0) ?? []
  if (owed.length === 0) return null
  return (
    <div className="pay-line">
      {owed.map(({ currency, open, notDue }) => {
        const late = cents(new Big(open).minus(notDue))
        return (
          <span key={currency} className="pay-line-part">
            <span>{t('payments.open')}</span>
            <strong className="num">{formatMoney(open, currency)}</strong>
            {Number(late) > 0 && (
              <span className="badge red num">
                <IconAlertTriangle size={13} stroke={2} />
                {t('payments.late_part', { amount: formatMoney(late, currency) })}
              </span>
            )}
          </span>
        )
      })}
      <span className="grow" />
      <Link to={`/invoices/open?contact=${contactId}`}>{t('payments.open_items')}</Link>
    </div>
  )
}
