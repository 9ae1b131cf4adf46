import { IconFilePlus, IconPencil } from '@tabler/icons-react'
import { Link, useNavigate } from 'react-router'
import { formatMoney } from '#ui/format.ts'
import { MoreMenu } from '#ui/more-menu.tsx'
import { RecordPage } from '#ui/record/record-page.tsx'
import { RecordTabs, type RecordTab } from '#ui/record/record-tabs.tsx'
import { Fact } from '#ui/record/fact.tsx'
import { useText } from '#ui/texts.ts'
import type { InvoicePlan } from '../../invoice-plan.ts'
import '../invoices.css'
import '../paper.css'
import { dayOf } from '../state.tsx'
import { ContractTab } from './contract-tab.tsx'
import { askToWrite, planMenu } from './plan-menu.ts'
import { PlanBadge, periodWords, rhythmWords } from './plan-parts.tsx'
import { planQuery, usePlans } from './plans-api.ts'
import './plans.css'
import { WrittenTab } from './written-tab.tsx'

const tabs: RecordTab<InvoicePlan>[] = [
  { id: 'contract', text: 'plans.contract', render: (plan) => <ContractTab plan={plan} /> },
  { id: 'invoices', text: 'invoices.title', render: (plan) => <WrittenTab plan={plan} /> },
]

/** The page of a recurring invoice: how it stands above, what is billed and what was billed in tabs. */
export function PlanPage() {
  return (
    <RecordPage kind="invoicePlan" query={planQuery}>
      {(plan) => (
        <div className="plan-page">
          <article className="record-page">
            <Head plan={plan} />
            <RecordTabs record={plan} tabs={tabs} />
          </article>
        </div>
      )}
    </RecordPage>
  )
}

function Head({ plan }: { plan: InvoicePlan }) {
  const t = useText()
  const { contact, next, startDay, endDay, net, currency, thenDo, stuck } = plan
  return (
    <header className="record-top">
      <div className="record-title">
        <h1>{plan.title}</h1>
        <PlanBadge plan={plan} />
        <span className="grow" />
        <Commands plan={plan} />
      </div>
      {stuck !== null && (
        <p className="notice" role="alert">
          {t('plans.stuck_text')}
        </p>
      )}
      <dl className="record-facts">
        <Fact name={t('invoices.contact')}>
          {contact ? (
            <Link to={`/contacts/${contact.id}`}>{contact.name}</Link>
          ) : (
            <span className="muted">{t('invoices.contact_hidden')}</span>
          )}
        </Fact>
        <Fact name={t('plans.net')}>
          <strong className="num">{formatMoney(net, currency)}</strong>
          <span className="muted">{rhythmWords(t, plan)}</span>
        </Fact>
        <Fact name={t('plans.next')}>
          {next ? (
            <>
              <span className="num">{dayOf(next.writtenOn)}</span>
              <span className="muted num">{t('plans.for_period', { period: periodWords(next) })}</span>
            </>
          ) : (
            <span className="muted">{t('plans.no_next')}</span>
          )}
        </Fact>
        <Fact name={t('plans.term')}>
          <span className="num">
            {endDay
              ? periodWords({ from: startDay, to: endDay })
              : t('plans.since', { day: dayOf(startDay) })}
          </span>
        </Fact>
        <Fact name={t('plans.then')}>{t(`plans.then.${thenDo}`)}</Fact>
      </dl>
    </header>
  )
}

function Commands({ plan }: { plan: InvoicePlan }) {
  const t = useText()
  const go = useNavigate()
  const plans = usePlans()
  const remove = (one: Parameters<typeof plans.remove>[0]) =>
    plans.remove(one).then(() => void go('/invoices/plans'))
  const actions = { t, go, plans: { ...plans, remove } }
  const mayChange = plan.can.includes('change')
  const items = planMenu(plan, actions).filter(({ id }) => !['open', 'edit', 'write'].includes(id))
  return (
    <span className="plan-actions">
      {mayChange && plan.next && (
        <button type="button" className="button" onClick={() => askToWrite(plan, actions)}>
          <IconFilePlus size={15} stroke={1.75} />
          {t('plans.write')}
        </button>
      )}
      {mayChange && (
        <Link className="button" to={`/invoices/plans/${plan.id}/edit`}>
          <IconPencil size={15} stroke={1.75} />
          {t('plans.edit')}
        </Link>
      )}
      {items.length > 0 && <MoreMenu label={t('invoices.more')} items={items} />}
    </span>
  )
}
