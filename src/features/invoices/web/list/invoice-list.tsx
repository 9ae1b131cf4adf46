import { IconFileSearch, IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Suspense, useMemo } from 'react'
import { Link, useNavigate, useSearchParams } from 'react-router'
import { useSettings } from '#features/settings/web/settings-api.ts'
import { useViews } from '#features/views/web/use-views.ts'
import { ask } from '#ui/api/request.ts'
import { useUser } from '#ui/api/session.ts'
import { download } from '#ui/download.ts'
import { formatMoney } from '#ui/format.ts'
import { lazy } from '#ui/lazy.ts'
import type { Card, ListDescription, RowKey } from '#ui/list/description.ts'
import { questionOf } from '#ui/list/question-of.ts'
import { EmptyList } from '#ui/list/list-states.tsx'
import { List } from '#ui/list/list.tsx'
import { Menu } from '#ui/menu.tsx'
import { useText, type Translate } from '#ui/texts.ts'
import type { InvoiceRow } from '../../invoice.ts'
import '../invoices.css'
import './list.css'
import { useInvoices } from '../invoices-api.ts'
import { StateBadge, dueWords } from '../state.tsx'
import { useInvoiceBulk } from './invoice-bulk.ts'
import { invoiceColumns } from './invoice-columns.tsx'
import { invoiceFilters, invoiceViews, type Narrowed } from './invoice-filters.ts'
import { invoiceMenu, pathOf, pdfPath } from './invoice-menu.ts'
import { SumsFoot } from './sums-foot.tsx'

const question = questionOf<InvoiceRow>('/invoices')

const InvoicePeek = lazy(() => import('../page/invoice-peek.tsx').then((m) => ({ default: m.InvoicePeek })))

/** The list of quotes, invoices and their like. */
export function InvoiceListScreen() {
  const t = useText()
  const guest = useUser().role === 'guest'
  if (guest) return <EmptyList title={t('invoices.title')} text={t('invoices.guests')} />
  return <InvoiceList />
}

function InvoiceList() {
  const t = useText()
  const go = useNavigate()
  const invoices = useInvoices()
  const { views, save, remove } = useViews('invoices')
  return (
    <List
      description={useDescription()}
      onOpen={(row) => void go(pathOf(row))}
      renderPeek={(id) => (
        <Suspense>
          <InvoicePeek key={id} id={id} />
        </Suspense>
      )}
      rowMenu={(row) => invoiceMenu(row, { t, go, invoices })}
      rowKeys={useRowKeys()}
      views={[...invoiceViews(t), ...views]}
      onSaveView={(view) => void save(view)}
      onDeleteView={(view) => void remove(view)}
      bulkActions={useInvoiceBulk()}
      renderAbove={({ state }) => <SumsFoot state={state} />}
      renderTools={() => (
        <>
          <Link className="button ghost bar-button" to="/invoices/check" aria-label={t('invoices.check')}>
            <IconFileSearch size={16} stroke={1.75} />
            <span>{t('invoices.check')}</span>
          </Link>
          <NewButton />
        </>
      )}
      empty={
        <EmptyList title={t('invoices.empty_title')} text={t('invoices.empty')}>
          <NewButton />
        </EmptyList>
      }
    />
  )
}

function NewButton() {
  const t = useText()
  const go = useNavigate()
  const [params] = useSearchParams()
  const contact = params.get('contact')
  const to = (kind: string) => `/invoices/new?kind=${kind}${contact ? `&contact=${contact}` : ''}`
  const kinds = ['invoice', 'quote', 'confirmation'] as const
  return (
    <Menu
      label={t('invoices.new')}
      side="end"
      items={kinds.map((kind) => ({
        id: kind,
        label: t(`invoices.kind.${kind}`),
        run: () => void go(to(kind)),
      }))}
      renderOpener={(props) => (
        <button type="button" className="button primary bar-button" aria-label={t('invoices.new')} {...props}>
          <IconPlus size={16} stroke={2} />
          <span>{t('invoices.new')}</span>
        </button>
      )}
    />
  )
}

function useDescription(): ListDescription<InvoiceRow> {
  const t = useText()
  const home = useSettings()?.currency ?? 'EUR'
  const narrowed = useNarrowed()
  return useMemo(
    () => ({
      id: 'invoices',
      kind: 'invoice',
      title: 'invoices.title',
      countText: 'invoices.count',
      columns: invoiceColumns(t),
      filters: invoiceFilters(t, [...new Set([home, 'EUR', 'CHF', 'USD', 'GBP'])], narrowed),
      defaultSort: '-number',
      rowId: (row) => row.id,
      rowName: (row) => row.number ?? row.contact?.name ?? t('invoices.no_number'),
      card: (row) => cardOf(row, t),
      ...question,
    }),
    [home, narrowed, t],
  )
}

/** The contact or opportunity whose documents are shown, by name. */
function useNarrowed(): Narrowed | undefined {
  const [params] = useSearchParams()
  const param = params.has('contact') ? 'contact' : 'opportunity'
  const id = params.get(param)
  const { data } = useQuery({
    queryKey: [param, id],
    queryFn: ({ signal }) =>
      ask<{ displayName?: string; title?: string; name?: string }>(
        'GET',
        `/${param === 'contact' ? 'contacts' : 'opportunities'}/${id}`,
        { signal },
      ),
    enabled: id !== null,
    retry: false,
  })
  const label = data?.displayName ?? data?.title ?? data?.name ?? '…'
  return useMemo(
    () => (id === null ? undefined : { param, option: { value: id, label } }),
    [id, param, label],
  )
}

function cardOf(row: InvoiceRow, t: Translate): Card {
  const name = row.contact?.name ?? t('invoices.contact_hidden')
  return {
    title: name,
    subtitle: [row.number ?? t('invoices.no_number'), dueWords(row, t)].filter(Boolean).join(' · '),
    side: (
      <span className="invoice-card-side">
        <span className="num">{formatMoney(row.totals.gross, row.currency)}</span>
        <StateBadge invoice={row} />
      </span>
    ),
  }
}

function useRowKeys(): RowKey<InvoiceRow>[] {
  const go = useNavigate()
  const invoices = useInvoices()
  return [
    {
      id: 'invoice.edit',
      text: 'invoices.edit',
      keys: ['e'],
      run: (row) => row.can.includes('change') && void go(`/invoices/${row.id}/edit`),
    },
    {
      id: 'invoice.pdf',
      text: 'invoices.pdf',
      keys: ['p'],
      run: (row) => download(pdfPath(row.id, true)),
    },
    {
      id: 'invoice.delete',
      text: 'invoices.delete',
      keys: ['Delete'],
      run: (row) => row.can.includes('delete') && void invoices.remove(row),
    },
  ]
}
