import { useRef } from 'react'
import { formatMoney } from '#ui/format.ts'
import { RecordChooser } from '#ui/inputs/record-chooser.tsx'
import { useLanguage } from '#ui/texts.ts'
import type { Item } from '../item.ts'
import { unitShort } from '../units.ts'
import { findItems } from './items-api.ts'

interface ItemPickerProps {
  label: string
  value: { id: string; name: string } | null
  /** The whole item, so that its unit, price and tax can be taken over. */
  onChange: (item: Item | null) => void
  error?: string | undefined
}

/** Chooses a product or a service by name, number or description. */
export function ItemPicker({ label, value, onChange, error }: ItemPickerProps) {
  const language = useLanguage()
  const known = useRef(new Map<string, Item>())
  const find = async (q: string, signal: AbortSignal) => {
    const items = await findItems(q, signal)
    for (const item of items) known.current.set(item.id, item)
    return items.map(({ id, name, sku, price, currency, unit }) => {
      const worth = `${formatMoney(price, currency)} / ${unitShort(unit, language)}`
      return { id, name, hint: [sku, worth].filter(Boolean).join(' · ') }
    })
  }
  return (
    <RecordChooser
      {...{ label, value, find, error }}
      kind="item"
      onChange={(choice) => onChange((choice && known.current.get(choice.id)) ?? null)}
    />
  )
}
