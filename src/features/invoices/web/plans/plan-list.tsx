import { IconPlus, IconTrendingUp } from '@tabler/icons-react'
import { useMemo } from 'react'
import { Link, useNavigate, useSearchParams } from 'react-router'
import { useUser } from '#ui/api/session.ts'
import { formatMoney } from '#ui/format.ts'
import { useCommands } from '#ui/keys.ts'
import type { BulkAction, Card, Column, ListDescription, RowKey } from '#ui/list/description.ts'
import { EmptyList } from '#ui/list/list-states.tsx'
import { List } from '#ui/list/list.tsx'
import { questionOf } from '#ui/list/question-of.ts'
import { useText, type Translate } from '#ui/texts.ts'
import { say } from '#ui/undo.ts'
import type { InvoicePlanRow } from '../../invoice-plan.ts'
import { openPlanRaise } from '../dialogs.ts'
import '../invoices.css'
import { dayOf } from '../state.tsx'
import { planMenu } from './plan-menu.ts'
import { PLAN_STATES, PlanBadge, rhythmWords } from './plan-parts.tsx'
import { usePlans } from './plans-api.ts'
import './plans.css'

const question = questionOf<InvoicePlanRow>('/invoice-plans')

/** The list of recurring invoices: what is billed next stands first. */
export function PlanListScreen() {
  const t = useText()
  const guest = useUser().role === 'guest'
  if (guest) return <EmptyList title={t('plans.title')} text={t('invoices.guests')} />
  return <PlanList />
}

function PlanList() {
  const t = useText()
  const go = useNavigate()
  const plans = usePlans()
  useCommands('plans.title', [
    { id: 'plans.new', text: 'plans.new', keys: ['n'], run: () => void go('/invoices/plans/new') },
  ])
  return (
    <List
      description={useDescription()}
      onOpen={(row) => void go(`/invoices/plans/${row.id}`)}
      rowMenu={(row) => planMenu(row, { t, go, plans })}
      rowKeys={useRowKeys()}
      bulkActions={useBulk()}
      renderTools={() => <NewButton />}
      empty={
        <EmptyList title={t('plans.empty_title')} text={t('plans.empty')}>
          <NewButton />
        </EmptyList>
      }
    />
  )
}

function NewButton() {
  const t = useText()
  const [params] = useSearchParams()
  const contact = params.get('contact')
  return (
    <Link
      className="button primary bar-button"
      to={`/invoices/plans/new${contact ? `?contact=${contact}` : ''}`}
      aria-label={t('plans.new')}
    >
      <IconPlus size={16} stroke={2} />
      <span>{t('plans.new')}</span>
    </Link>
  )
}

function useDescription(): ListDescription<InvoicePlanRow> {
  const t = useText()
  return useMemo(
    () => ({
      id: 'invoice-plans',
      kind: 'invoicePlan',
      title: 'plans.title',
      countText: 'plans.count',
      columns: columns(t),
      filters: [
        {
          kind: 'one',
          id: 'state',
          text: 'invoices.status',
          param: 'state',
          options: PLAN_STATES.map((value) => ({ value, label: t(`plans.state.${value}`) })),
        },
      ],
      defaultSort: 'nextDay',
      rowId: (row) => row.id,
      rowName: (row) => row.title,
      card: (row) => cardOf(row, t),
      ...question,
    }),
    [t],
  )
}

function columns(t: Translate): Column<InvoicePlanRow>[] {
  return [
    { id: 'state', text: 'invoices.status', width: 120, render: (row) => <PlanBadge plan={row} /> },
    {
      id: 'title',
      text: 'plans.name',
      width: 240,
      sort: 'title',
      fixed: true,
      render: (row) => <strong className="plan-name cut">{row.title}</strong>,
    },
    {
      id: 'contact',
      text: 'invoices.contact',
      width: 220,
      sort: 'contact',
      render: (row) => row.contact?.name ?? <span className="muted">{t('invoices.contact_hidden')}</span>,
    },
    { id: 'rhythm', text: 'plans.rhythm', width: 140, render: (row) => rhythmWords(t, row) },
    {
      id: 'nextDay',
      text: 'plans.next',
      width: 156,
      sort: 'nextDay',
      render: (row) =>
        row.next ? (
          <span className="num">{dayOf(row.next.writtenOn)}</span>
        ) : (
          <span className="muted">–</span>
        ),
    },
    {
      id: 'net',
      text: 'plans.net',
      width: 140,
      align: 'end',
      sort: 'net',
      render: (row) => <span className="num">{formatMoney(row.net, row.currency)}</span>,
    },
    { id: 'thenDo', text: 'plans.then', width: 170, render: (row) => t(`plans.then.${row.thenDo}`) },
    {
      id: 'endDay',
      text: 'plans.end_day',
      width: 110,
      hidden: true,
      render: (row) => (row.endDay ? <span className="num">{dayOf(row.endDay)}</span> : ''),
    },
  ]
}

function cardOf(row: InvoicePlanRow, t: Translate): Card {
  return {
    title: row.title,
    subtitle: [row.contact?.name, rhythmWords(t, row), row.next && dayOf(row.next.writtenOn)]
      .filter(Boolean)
      .join(' · '),
    side: (
      <span className="invoice-card-side">
        <span className="num">{formatMoney(row.net, row.currency)}</span>
        <PlanBadge plan={row} />
      </span>
    ),
  }
}

function useRowKeys(): RowKey<InvoicePlanRow>[] {
  const go = useNavigate()
  const plans = usePlans()
  return [
    {
      id: 'invoicePlan.edit',
      text: 'plans.edit',
      keys: ['e'],
      run: (row) => row.can.includes('change') && void go(`/invoices/plans/${row.id}/edit`),
    },
    {
      id: 'invoicePlan.delete',
      text: 'plans.delete',
      keys: ['Delete'],
      run: (row) => row.can.includes('delete') && void plans.remove(row),
    },
  ]
}

function useBulk(): BulkAction[] {
  const t = useText()
  return [
    {
      id: 'raise',
      label: t('plans.raise'),
      icon: IconTrendingUp,
      run: (chosen, clear) => {
        if (!('ids' in chosen)) return say(t('plans.choose'))
        void openPlanRaise({ plans: chosen.ids.map((id) => ({ id })) }).then((raised) => raised && clear())
      },
    },
  ]
}
