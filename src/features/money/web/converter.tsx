import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { formatExact, formatMoney, formatNumber } from '#ui/format.ts'
import { DayInput } from '#ui/inputs/day-input.tsx'
import { useText } from '#ui/texts.ts'
import type { UsedRate } from '../rate.ts'
import { CurrencyPicker } from './currency-picker.tsx'
import { conversionQuery } from './money-api.ts'
import { MoneyInput } from './money-input.tsx'
import { today } from '#features/money/web/today.ts'

/** What an amount is worth in another currency on a day, and which rates say so. */
export function Converter({ home }: { home: string }) {
  const t = useText()
  const [asked, setAsked] = useState({
    amount: '100',
    from: home === 'EUR' ? 'CHF' : 'EUR',
    to: home,
    day: today(),
  })
  const set = (part: Partial<typeof asked>) => setAsked((now) => ({ ...now, ...part }))
  const isWhole = /^-?\d+(\.\d+)?$/.test(asked.amount)
  const { data } = useQuery({
    ...conversionQuery(asked),
    enabled: isWhole,
    placeholderData: keepPreviousData,
  })
  return (
    <>
      <div className="converter">
        <MoneyInput
          label={t('money.amount')}
          currency={asked.from}
          value={asked.amount}
          onChange={(amount) => set({ amount })}
        />
        <CurrencyPicker label={t('money.from')} value={asked.from} onChange={(from) => set({ from })} />
        <CurrencyPicker label={t('money.to')} value={asked.to} onChange={(to) => set({ to })} />
        <DayInput
          label={t('money.on_day')}
          value={asked.day}
          required
          onChange={(day) => set({ day: day ?? today() })}
        />
      </div>
      {data && isWhole && (
        <p className="converter-answer" role="status">
          {data.amount === null ? (
            <span className="muted">{t('money.unknown')}</span>
          ) : (
            <>
              <strong>{formatMoney(data.amount, asked.to)}</strong>
              <span className="muted">{data.used.map((one) => usedWords(one, t)).join(' · ')}</span>
            </>
          )}
        </p>
      )}
    </>
  )
}

function usedWords({ from, to, rate, day, source }: UsedRate, t: ReturnType<typeof useText>): string {
  const worth = formatNumber(Number(rate), { maximumFractionDigits: 6 })
  const value = `1 ${from} = ${worth} ${to}`
  return t(`money.used.${source}`, { value, day: formatExact(day) })
}
