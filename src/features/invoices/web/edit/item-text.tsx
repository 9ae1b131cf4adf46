import { useQuery } from '@tanstack/react-query'
import { useDebouncedValue } from '@mantine/hooks'
import { useId, useState, type KeyboardEvent } from 'react'
import { priceOn } from '#features/items/price-on.ts'
import { unitShort } from '#features/items/units.ts'
import { findItems } from '#features/items/web/items-api.ts'
import type { Item } from '#features/items/item.ts'
import { formatMoney } from '#ui/format.ts'
import { useLanguage, useText } from '#ui/texts.ts'
import type { EditLine } from './draft.ts'

interface ItemTextProps {
  line: EditLine
  currency: string
  date: string
  set: (part: Partial<EditLine>) => void
}

/** The words of a line; while one types an item, those that fit are offered, and one brings its price, unit and tax. */
export function ItemText({ line, currency, date, set }: ItemTextProps) {
  const t = useText()
  const language = useLanguage()
  const list = useId()
  const [asking, setAsking] = useState(false)
  const [at, setAt] = useState(-1)
  const [q] = useDebouncedValue(line.text.trim(), 150)
  const { data = [] } = useQuery({
    queryKey: ['item', 'suggest', q],
    queryFn: ({ signal }) => findItems(q, signal),
    enabled: asking && line.kind === 'item' && q.length > 0 && !q.includes('\n'),
    staleTime: 30_000,
  })
  const offered = asking && q.length > 0 && line.kind === 'item' ? data.slice(0, 7) : []
  const take = (item: Item) => {
    setAsking(false)
    setAt(-1)
    set(lineOf(item, currency, date))
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (offered.length === 0) return
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    const chosen = offered[at]
    if (step !== undefined && !event.ctrlKey && !event.metaKey) {
      event.preventDefault()
      setAt((at + step + offered.length + (at < 0 && step < 0 ? 1 : 0)) % offered.length)
    } else if (event.key === 'Enter' && chosen) {
      event.preventDefault()
      take(chosen)
    } else if (event.key === 'Escape') {
      event.preventDefault()
      event.stopPropagation()
      setAsking(false)
    }
  }
  return (
    <span className="line-text">
      <textarea
        className="figure"
        rows={1}
        role="combobox"
        aria-autocomplete="list"
        aria-expanded={offered.length > 0}
        aria-controls={list}
        aria-activedescendant={offered[at] ? `${list}-${at}` : undefined}
        aria-label={t(line.kind === 'item' ? 'invoices.line.text' : `invoices.add.${line.kind}`)}
        placeholder={t(line.kind === 'item' ? 'invoices.line.text_hint' : `invoices.add.${line.kind}`)}
        data-path={`${line.key}.text`}
        value={line.text}
        onChange={(event) => {
          setAsking(true)
          setAt(-1)
          set({ text: event.target.value })
        }}
        onKeyDown={onKeyDown}
        onBlur={() => setAsking(false)}
      />
      <div
        id={list}
        className="line-offers"
        role="listbox"
        aria-label={t('items.title')}
        hidden={offered.length === 0}
      >
        {offered.map((item, index) => (
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/prefer-tag-over-role -- keys are in the text above
          <div
            key={item.id}
            id={`${list}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === at}
            onMouseDown={(event) => {
              event.preventDefault()
              take(item)
            }}
          >
            <span className="grow cut">{item.name}</span>
            {item.sku && <span className="muted">{item.sku}</span>}
            <span className="num">
              {formatMoney(item.price, item.currency)} / {unitShort(item.unit, language)}
            </span>
          </div>
        ))}
      </div>
    </span>
  )
}

/** What an item puts on a line; a price it has not in this currency the server finds. */
function lineOf(item: Item, currency: string, date: string): Partial<EditLine> {
  const { id, name, description, unit, nature, labourShare } = item
  const price = priceOn(item, currency, date)?.price ?? ''
  const text = description ? `${name}\n${description}` : name
  return { itemId: id, text, unit, price, taxId: null, nature, labourShare }
}
