import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { formatExact, formatMoney, formatNumber, formatWords } from '#ui/format.ts'
import { useText } from '#ui/texts.ts'
import type { Totals } from '../figures.ts'
import { totalsQuery } from './opportunity-api.ts'

/** What everything the list finds comes to, once somebody wants to know. */
export function TotalsBar({ params }: { params: string }) {
  const t = useText()
  const [isOpen, setOpen] = useState(false)
  const { data } = useQuery({ ...totalsQuery(params), enabled: isOpen })
  return (
    <footer className="totals-bar">
      <button
        type="button"
        className="button small ghost"
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        {t(isOpen ? 'opportunities.sum_hide' : 'opportunities.sum_show')}
      </button>
      {isOpen && data && <Sums totals={data} />}
    </footer>
  )
}

function Sums({ totals: { byCurrency, converted } }: { totals: Totals }) {
  const t = useText()
  const { currency, total, weighted, rates, missing } = converted
  return (
    <div className="totals-words num">
      {rates.length + missing.length > 0 &&
        byCurrency.map((one) => <span key={one.currency}>{formatMoney(one.total, one.currency)}</span>)}
      <strong>
        {rates.length + missing.length > 0 && `${t('opportunities.sum_all', { currency })}: `}
        {formatMoney(total, currency)}
      </strong>
      <span className="muted">
        {t('opportunities.weighted_of', { amount: formatMoney(weighted, currency) })}
      </span>
      {rates.map(({ from, to, rate, day }) => (
        <span key={`${from}-${to}`} className="muted">
          {t('opportunities.sum_rate', {
            from,
            to,
            rate: formatNumber(Number(rate), { maximumFractionDigits: 6 }),
            day: formatExact(day),
          })}
        </span>
      ))}
      {missing.length > 0 && (
        <span className="notice">{t('opportunities.sum_missing', { currencies: formatWords(missing) })}</span>
      )}
    </div>
  )
}
