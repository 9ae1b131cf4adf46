import { IconUserMinus } from '@tabler/icons-react'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'react-router'
import { ask } from '#ui/api/request.ts'
import { formatDay } from '#ui/format.ts'
import { ConfirmSheet } from '#ui/inputs/confirm-sheet.tsx'
import { ListError } from '#ui/list/list-states.tsx'
import { useText, type TextKey, type Translate } from '#ui/texts.ts'
import type { PlanCustomer, PlanCustomerPage } from '../../plan-customers.ts'
import type { VisitPlan } from '../../visit-plan.ts'
import { StateBadge } from '../visit-parts.tsx'
import { usePlanActs } from './plans-api.ts'
import './plans.css'

type Change = 'joining' | 'leaving'

/** Beyond this many the API does not count. */
const countCap = 10_000

function upToCap(t: Translate, key: TextKey, count: number): string {
  const said = t(key, { count: Math.min(count, countCap) })
  if (count <= countCap) return said
  const more = t('list.more_than', { what: said })
  return more.charAt(0).toUpperCase() + more.slice(1)
}

/** The customers of a plan; who would join or leave by its filter is shown, and taken over only when confirmed. */
export function PlanCustomers({ plan }: { plan: VisitPlan }) {
  const t = useText()
  const [q, setQ] = useState('')
  const [change, setChange] = useState<Change>()
  const [removing, setRemoving] = useState<PlanCustomer>()
  const acts = usePlanActs()
  const asked = useInfiniteQuery({
    queryKey: ['visitPlan', plan.id, 'customers', q, change],
    queryFn: ({ pageParam, signal }) =>
      ask<PlanCustomerPage>('GET', `/visit-plans/${plan.id}/customers`, {
        query: { ...(q.trim() && { q }), ...(change && { change }), ...(pageParam && { cursor: pageParam }) },
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  })
  const page = asked.data?.pages[0]
  const rows = asked.data?.pages.flatMap(({ items }) => items)
  const mayChange = plan.can.includes('change')
  return (
    <section className="plan-customers" aria-label={t('plan.customers')}>
      <div className="plan-customers-head">
        <h2>
          {change && page
            ? upToCap(t, 'plan.customers_of', page.total)
            : t('plan.customers_of', { count: page?.total ?? plan.counts.customers })}
        </h2>
        <input
          className="field"
          type="search"
          value={q}
          placeholder={t('plan.filter.search')}
          aria-label={t('plan.filter.search')}
          onChange={(event) => setQ(event.target.value)}
        />
      </div>
      {(['joining', 'leaving'] as const).map((what) => (
        <Changing
          key={what}
          what={what}
          count={page?.[what] ?? 0}
          shown={change === what}
          mayChange={mayChange}
          onShow={() => setChange(change === what ? undefined : what)}
          onTake={async () => {
            await acts.changeCustomers(plan.id, { [what]: true })
            setChange(undefined)
          }}
        />
      ))}
      {asked.error && !rows && <ListError error={asked.error} onRetry={() => void asked.refetch()} />}
      {rows && (
        <ul className="visit-lines customers">
          {rows.map((row) => (
            <Customer
              key={row.contactId}
              row={row}
              {...(mayChange && { onRemove: () => setRemoving(row) })}
            />
          ))}
          {rows.length === 0 && <li className="muted">{t('plan.no_customers')}</li>}
        </ul>
      )}
      {asked.hasNextPage && (
        <button type="button" className="button" onClick={() => void asked.fetchNextPage()}>
          {t('plan.more_customers')}
        </button>
      )}
      {removing && (
        <ConfirmSheet
          danger
          title={t('plan.remove.title', { name: removing.displayName })}
          text={t('plan.remove.text')}
          action={t('plan.remove')}
          onConfirm={() => acts.changeCustomers(plan.id, { remove: [removing.contactId] })}
          onClose={() => setRemoving(undefined)}
        />
      )}
    </section>
  )
}

interface ChangingProps {
  what: Change
  count: number
  shown: boolean
  mayChange: boolean
  onShow: () => void
  onTake: () => Promise<unknown>
}

function Changing({ what, count, shown, mayChange, onShow, onTake }: ChangingProps) {
  const t = useText()
  const [asking, setAsking] = useState(false)
  if (count === 0 && !shown) return null
  return (
    <p className="plan-changing">
      <span className="grow">{upToCap(t, `plan.${what}`, count)}</span>
      <button type="button" className="button small" aria-pressed={shown} onClick={onShow}>
        {t(shown ? 'plan.show_all' : 'plan.show')}
      </button>
      {mayChange && (
        <button type="button" className="button small" onClick={() => setAsking(true)}>
          {t(`plan.${what}.take`)}
        </button>
      )}
      {asking && (
        <ConfirmSheet
          title={upToCap(t, `plan.${what}.title`, count)}
          text={t(`plan.${what}.text`)}
          action={t(`plan.${what}.take`)}
          onConfirm={onTake}
          onClose={() => setAsking(false)}
        />
      )}
    </p>
  )
}

function Customer({ row, onRemove }: { row: PlanCustomer; onRemove?: () => void }) {
  const t = useText()
  return (
    <li className="visit-line">
      <span className="grow cut">
        <Link to={`/contacts/${row.contactId}`}>{row.displayName}</Link>
        <span className="muted"> {[row.postalCode, row.city].filter(Boolean).join(' ')}</span>
      </span>
      {row.change && <span className="badge amber">{t(`plan.change.${row.change}`)}</span>}
      {row.chain && row.chain.state !== 'active' && (
        <span className="badge">
          {row.chain.endedReason
            ? t(`plan.ended.${row.chain.endedReason}`)
            : t(`plan.state.${row.chain.state}`)}
        </span>
      )}
      {row.chain?.lastDone && (
        <span className="muted num">{t('plan.last_done', { day: formatDay(row.chain.lastDone) })}</span>
      )}
      {row.next && (
        <Link to={`/visits/${row.next.id}`} className="plan-next">
          <span className="num">{formatDay(row.next.date)}</span>
          <StateBadge state={row.next.state} />
        </Link>
      )}
      {onRemove && row.chain?.state === 'active' && (
        <button
          type="button"
          className="icon-button small"
          aria-label={t('plan.remove_of', { name: row.displayName })}
          title={t('plan.remove')}
          onClick={onRemove}
        >
          <IconUserMinus size={14} stroke={1.75} />
        </button>
      )}
    </li>
  )
}
