import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { ask } from '#ui/api/request.ts'
import { formatMoney } from '#ui/format.ts'
import type { ViewState } from '#ui/list/description.ts'
import { questionKey } from '#ui/list/list-state.ts'
import { paramsOf } from '#ui/list/question-of.ts'
import { useText } from '#ui/texts.ts'
import type { InvoicePage } from '../../invoice-list.ts'

/** What all that is found comes to, by currency. */
export function SumsFoot({ state }: { state: ViewState }) {
  const t = useText()
  const { data } = useQuery({
    queryKey: ['invoice', 'list', 'sums', questionKey(state)],
    queryFn: ({ signal }) => sumInvoices(state, signal),
    placeholderData: keepPreviousData,
  })
  return (
    <dl className="invoice-sums" aria-label={t('invoices.sums')}>
      {data?.map(({ currency, net, gross, open }) => (
        <div key={currency}>
          <dt>{t('invoices.net')}</dt>
          <dd className="num">{formatMoney(net, currency)}</dd>
          <dt>{t('invoices.gross')}</dt>
          <dd className="num strong">{formatMoney(gross, currency)}</dd>
          <dt>{t('invoices.open')}</dt>
          <dd className="num">{formatMoney(open, currency)}</dd>
        </div>
      ))}
    </dl>
  )
}

/** The sums by currency of all that is found. */
async function sumInvoices(state: ViewState, signal: AbortSignal): Promise<NonNullable<InvoicePage['sums']>> {
  const params = paramsOf(state)
  params.set('limit', '1')
  params.set('sums', 'true')
  return (await ask<InvoicePage>('GET', `/invoices?${params}`, { signal })).sums ?? []
}
