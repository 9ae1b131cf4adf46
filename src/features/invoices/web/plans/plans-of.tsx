import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { formatMoney } from '#ui/format.ts'
import { useText } from '#ui/texts.ts'
import { dayOf } from '../state.tsx'
import { PlanBadge, rhythmWords } from './plan-parts.tsx'
import { plansOfQuery } from './plans-api.ts'
import './plans.css'

/** What a customer is billed again and again; nothing where there is nothing. */
export function PlansOf({ contactId }: { contactId: string }) {
  const t = useText()
  const { data } = useQuery(plansOfQuery(contactId))
  if (!data || data.items.length === 0) return null
  return (
    <section className="certificates" aria-label={t('plans.title')}>
      <header>
        <h3>{t('plans.title')}</h3>
      </header>
      <ul className="invoice-rows">
        {data.items.map((plan) => (
          <li key={plan.id}>
            <Link to={`/invoices/plans/${plan.id}`}>
              <PlanBadge plan={plan} />
              <span className="cut">
                {plan.title} <span className="muted">{rhythmWords(t, plan)}</span>
              </span>
              <span className="num muted">{plan.next && dayOf(plan.next.writtenOn)}</span>
              <span className="num">{formatMoney(plan.net, plan.currency)}</span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}
