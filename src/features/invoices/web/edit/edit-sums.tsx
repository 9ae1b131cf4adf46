import { formatMoney, formatNumber } from '#ui/format.ts'
import { useText } from '#ui/texts.ts'
import { isBill } from '../../status.ts'
import { FigureInput } from './figure-input.tsx'
import type { Paper } from './use-editor.ts'

/** What the lines come to; the rebate on all of them is written here. */
export function EditSums({ editor: { draft, worked, change, strange } }: { editor: Paper }) {
  const t = useText()
  const { totals } = worked
  const money = (amount: string) => formatMoney(amount, draft.currency)
  const differs = totals.payable !== totals.gross
  return (
    <dl className="paper-sums" aria-label={t('invoices.sums')}>
      <dt>{t('invoices.sum.lines')}</dt>
      <dd className="num">{money(totals.lines)}</dd>
      <dt>
        <label htmlFor="discount">{t('invoices.sum.discount')}</label>
        <FigureInput
          id="discount"
          path="discountPercent"
          label={t('invoices.sum.discount')}
          value={draft.discountPercent === '0' ? '' : draft.discountPercent}
          wrong={strange.includes('discountPercent')}
          placeholder="0"
          onChange={(discountPercent) => change({ discountPercent: discountPercent || '0' })}
        />
        %
      </dt>
      <dd className="num">{Number(totals.discount) === 0 ? '–' : `−${money(totals.discount)}`}</dd>
      <dt>{t('invoices.net')}</dt>
      <dd className="num">{money(totals.net)}</dd>
      {totals.taxes.map(({ category, rate, base, amount, reason }) => (
        <div key={`${category} ${rate} ${reason}`} className="pair">
          <dt title={reason ?? undefined}>
            {t('invoices.sum.tax', {
              rate: formatNumber(Number(rate), { maximumFractionDigits: 4 }),
              base: money(base),
            })}
          </dt>
          <dd className="num">{money(amount)}</dd>
        </div>
      ))}
      <dt className="strong">{t('invoices.gross')}</dt>
      <dd className="num strong">{money(totals.gross)}</dd>
      {differs && (
        <>
          <dt>{t('invoices.sum.deducted')}</dt>
          <dd className="num">−{money(totals.deducted)}</dd>
          <dt className="strong">{t('invoices.payable')}</dt>
          <dd className="num strong">{money(totals.payable)}</dd>
        </>
      )}
      {isBill(draft.kind) && Number(totals.labour) > 0 && (
        <>
          <dt className="muted">{t('invoices.sum.labour')}</dt>
          <dd className="num muted">{money(totals.labour)}</dd>
        </>
      )}
    </dl>
  )
}
