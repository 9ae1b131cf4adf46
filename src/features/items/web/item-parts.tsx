import { formatMoney, formatNumber } from '#ui/format.ts'
import { useLanguage, useText } from '#ui/texts.ts'
import type { Item } from '../item.ts'
import { priceOn } from '../price-on.ts'
import { unitShort } from '../units.ts'
import { today } from '#features/money/web/today.ts'

/** What an item costs today, in the currency of the firm. */
export function priceNow(item: Item): string {
  return priceOn(item, item.currency, today())?.price ?? item.price
}

export const priceWords = (item: Item): string => formatMoney(priceNow(item), item.currency)

/** A quantity that may be below nothing; then it says so in words too. */
export function Stock({ item }: { item: Item }) {
  const t = useText()
  const language = useLanguage()
  if (!item.tracksStock) return null
  const short = item.stock.startsWith('-')
  const words = `${formatNumber(Number(item.stock), { maximumFractionDigits: 3 })} ${unitShort(item.unit, language)}`
  return (
    <span className={short ? 'num item-short' : 'num'} title={short ? t('items.short') : undefined}>
      {words}
    </span>
  )
}
