import { IconPlus, IconX } from '@tabler/icons-react'
import { CurrencyPicker } from '#features/money/web/currency-picker.tsx'
import { MoneyInput } from '#features/money/web/money-input.tsx'
import { DayInput } from '#ui/inputs/day-input.tsx'
import { useText } from '#ui/texts.ts'
import type { ItemPrice } from '../item.ts'
import { today } from '#features/money/web/today.ts'

interface PricesInputProps {
  prices: ItemPrice[]
  home: string
  errors: Record<string, string>
  onChange: (prices: ItemPrice[]) => void
}

/** Prices in other currencies, and those that hold from a later day on. */
export function PricesInput({ prices, home, errors, onChange }: PricesInputProps) {
  const t = useText()
  const set = (at: number, part: Partial<ItemPrice>) =>
    onChange(prices.map((one, index) => (index === at ? { ...one, ...part } : one)))
  const add = () => {
    const currency = home === 'CHF' ? 'EUR' : 'CHF'
    onChange([...prices, { currency, from: today(), price: '' }])
  }
  return (
    <fieldset className="item-prices">
      <legend>{t('items.prices')}</legend>
      <p className="item-hint">{t('items.prices_hint')}</p>
      {prices.map((one, at) => (
        // eslint-disable-next-line react/no-array-index-key -- lines have no other name
        <div key={at} className="item-price-line">
          <CurrencyPicker
            label={t('items.prices.currency')}
            value={one.currency}
            onChange={(currency) => set(at, { currency })}
          />
          <DayInput
            label={t('items.prices.from')}
            value={one.from}
            required
            onChange={(from) => set(at, { from: from ?? today() })}
          />
          <MoneyInput
            label={t('items.price_net')}
            currency={one.currency}
            value={one.price}
            error={errors[`prices.${at}.price`]}
            onChange={(price) => set(at, { price })}
          />
          <button
            type="button"
            className="icon-button"
            aria-label={t('items.prices.remove')}
            title={t('items.prices.remove')}
            onClick={() => onChange(prices.filter((_, index) => index !== at))}
          >
            <IconX size={16} stroke={1.75} />
          </button>
        </div>
      ))}
      {errors['prices'] && (
        <p className="edit-error" role="alert">
          {errors['prices']}
        </p>
      )}
      <button type="button" className="button small" onClick={add}>
        <IconPlus size={14} stroke={2} />
        {t('items.prices.add')}
      </button>
    </fieldset>
  )
}
