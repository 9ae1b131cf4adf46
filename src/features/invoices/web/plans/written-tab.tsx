import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { formatMoney } from '#ui/format.ts'
import { ListError } from '#ui/list/list-states.tsx'
import { useText } from '#ui/texts.ts'
import type { InvoicePlan } from '../../invoice-plan.ts'
import { documentName } from '../document-name.ts'
import { pathOf } from '../list/invoice-menu.ts'
import { StateBadge, dayOf } from '../state.tsx'
import { writtenQuery } from './plans-api.ts'

/** The invoices that were written for a plan, the newest first. */
export function WrittenTab({ plan }: { plan: InvoicePlan }) {
  const t = useText()
  const { data, error, refetch } = useQuery(writtenQuery(plan.id))
  if (error && !data) return <ListError error={error} onRetry={() => void refetch()} />
  if (!data) return null
  if (data.items.length === 0) return <p className="muted">{t('plans.none_written')}</p>
  return (
    <div className="invoice-tab">
      <ul className="invoice-rows">
        {data.items.map((row) => (
          <li key={row.id}>
            <Link to={pathOf(row)}>
              <StateBadge invoice={row} />
              <span className="cut">
                {documentName(row)} <span className="muted">{row.subject}</span>
              </span>
              <span className="num muted">{dayOf(row.date)}</span>
              <span className="num">{formatMoney(row.totals.gross, row.currency)}</span>
            </Link>
          </li>
        ))}
      </ul>
    </div>
  )
}
