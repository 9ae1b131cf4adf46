import { IconPlus, IconRefresh } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { formatMoney } from '#ui/format.ts'
import { ListError } from '#ui/list/list-states.tsx'
import { useText } from '#ui/texts.ts'
import { Certificates } from './certificates/certificates.tsx'
import { documentName } from './document-name.ts'
import './invoices.css'
import { relatedQuery } from './invoices-api.ts'
import { pathOf } from './list/invoice-menu.ts'
import { PlansOf } from './plans/plans-of.tsx'
import { StateBadge, dayOf } from './state.tsx'

interface RelatedTabProps {
  /** Whose documents: a customer's, or an opportunity's with its customer for new ones. */
  by: 'contact' | 'opportunity'
  id: string
  contactId: string | null
}

/** The documents of a customer or an opportunity, the newest first, and what is still open of an opportunity. */
export function RelatedTab({ by, id, contactId }: RelatedTabProps) {
  const t = useText()
  const { data, error, refetch } = useQuery(relatedQuery(by, id))
  if (error && !data) return <ListError error={error} onRetry={() => void refetch()} />
  if (!data) return null
  const about = `${contactId ? `contact=${contactId}` : ''}${by === 'opportunity' ? `&opportunity=${id}` : ''}`
  return (
    <div className="invoice-tab">
      <header>
        {(by === 'opportunity' ? (data.sums ?? []) : [])
          .filter(({ open }) => Number(open) !== 0)
          .map(({ currency, open }) => (
            <strong key={currency} className="num">
              {t('invoices.open_sum', { amount: formatMoney(open, currency) })}
            </strong>
          ))}
        <span className="grow" />
        {(['quote', 'invoice'] as const).map((kind) => (
          <Link key={kind} className="button small" to={`/invoices/new?kind=${kind}&${about}`}>
            <IconPlus size={14} stroke={2} />
            {t(`invoices.kind.${kind}`)}
          </Link>
        ))}
        <Link className="button small" to={`/invoices/plans/new?${about}`}>
          <IconRefresh size={14} stroke={2} />
          {t('plans.plan')}
        </Link>
      </header>
      {data.items.length === 0 && <p className="muted">{t('invoices.none_of')}</p>}
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
      {data.nextCursor && <Link to={`/invoices?${by}=${id}`}>{t('invoices.all_of')}</Link>}
      {by === 'contact' && (
        <>
          <PlansOf contactId={id} />
          <Certificates contactId={id} />
        </>
      )}
    </div>
  )
}
