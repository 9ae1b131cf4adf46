import { IconPlus, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import type { Item } from '#features/items/item.ts'
import { priceOn } from '#features/items/price-on.ts'
import { unitShort } from '#features/items/units.ts'
import { ItemPicker } from '#features/items/web/item-picker.tsx'
import { formatMoney } from '#ui/format.ts'
import { useLanguage, useText } from '#ui/texts.ts'
import { complain } from '#ui/undo.ts'
import { parseDecimal } from '#kernel/written-value.ts'
import type { OfferLine, Opportunity } from '../../opportunity.ts'
import { lineTotal, offerOf } from '../../total.ts'
import { useChangeOpportunity } from '../opportunity-api.ts'
import { today } from '../today.ts'

const FRESH: OfferLine = {
  itemId: null,
  text: '',
  quantity: '1',
  unit: 'C62',
  price: '0',
  discountPercent: '0',
}

/** What is offered, line by line; its sum can be taken over as the amount. */
export function ItemsTab({ opportunity }: { opportunity: Opportunity }) {
  // Whoever has the page open while somebody else writes begins anew from what is there.
  return <Items key={opportunity.version} opportunity={opportunity} />
}

function Items({ opportunity }: { opportunity: Opportunity }) {
  const t = useText()
  const change = useChangeOpportunity()
  const { currency, can, items: start = [] } = opportunity
  const [lines, setLines] = useState<OfferLine[]>(start)
  const mayChange = can.includes('change')
  const dirty = JSON.stringify(lines) !== JSON.stringify(start)
  const set = (at: number, part: Partial<OfferLine>) =>
    setLines(lines.map((line, index) => (index === at ? { ...line, ...part } : line)))
  const add = (item: Item | null) => item && setLines([...lines, lineOf(item, currency)])
  const written = lines.filter((line) => line.text.trim() !== '')
  const sum = offerOf(lines)
  const save = () => void change(opportunity, { items: written }).catch(complain)
  const take = () =>
    void change(opportunity, { ...(dirty && { items: written }), amount: sum, billing: 'fixed' }).catch(
      complain,
    )
  return (
    <div className="offer">
      {lines.length === 0 && <p className="empty-line">{t('opportunities.items_empty')}</p>}
      {lines.length > 0 && (
        <div className="offer-lines">
          {lines.map((line, at) => (
            // eslint-disable-next-line react/no-array-index-key -- lines have no other name
            <Line
              key={at}
              {...{ line, at, currency, mayChange }}
              onSet={(part) => set(at, part)}
              onRemove={() => setLines(lines.toSpliced(at, 1))}
            />
          ))}
        </div>
      )}
      <footer className="offer-foot">
        {mayChange && (
          <div className="offer-add">
            {/* Empty again for the next one as soon as one is chosen. */}
            <ItemPicker
              key={lines.length}
              label={t('opportunities.items_pick')}
              value={null}
              onChange={add}
            />
            <button type="button" className="button" onClick={() => setLines([...lines, FRESH])}>
              <IconPlus size={14} stroke={1.75} />
              {t('opportunities.items_free')}
            </button>
          </div>
        )}
        <span className="grow" />
        {lines.length > 0 && (
          <span>
            {t('opportunities.items_total')} <strong className="num">{formatMoney(sum, currency)}</strong>
          </span>
        )}
        {mayChange && lines.length > 0 && sum !== opportunity.total && (
          <button type="button" className="button" onClick={take}>
            {t('opportunities.items_take')}
          </button>
        )}
        {mayChange && dirty && (
          <button type="button" className="button primary" onClick={save}>
            {t('opportunities.items_save')}
          </button>
        )}
      </footer>
    </div>
  )
}

/** A line that offers an item: at its price in this currency, without one where it is not known. */
function lineOf(item: Item, currency: string): OfferLine {
  const { id, name, unit } = item
  const price = priceOn(item, currency, today())?.price ?? '0'
  return { ...FRESH, itemId: id, text: name, unit, price }
}

interface LineProps {
  line: OfferLine
  at: number
  currency: string
  mayChange: boolean
  onSet: (part: Partial<OfferLine>) => void
  onRemove: () => void
}

function Line({ line, at, currency, mayChange, onSet, onRemove }: LineProps) {
  const t = useText()
  const language = useLanguage()
  return (
    <div className="offer-line">
      <label className="offer-text">
        <span>{t('opportunities.items_text')}</span>
        <input
          className="field"
          maxLength={2000}
          readOnly={!mayChange}
          value={line.text}
          onChange={(event) => onSet({ text: event.target.value })}
        />
      </label>
      <Figure
        text={t('opportunities.items_quantity')}
        unit={unitShort(line.unit, language)}
        value={line.quantity}
        readOnly={!mayChange}
        onSave={(quantity) => onSet({ quantity })}
      />
      <Figure
        text={t('opportunities.items_price')}
        value={line.price}
        readOnly={!mayChange}
        onSave={(price) => onSet({ price })}
      />
      <Figure
        text={t('opportunities.items_discount')}
        value={line.discountPercent}
        readOnly={!mayChange}
        onSave={(discountPercent) => onSet({ discountPercent })}
      />
      <span className="offer-sum num">{formatMoney(lineTotal(line), currency)}</span>
      {mayChange && (
        <button
          type="button"
          className="icon-button small"
          aria-label={t('opportunities.items_remove', { number: at + 1 })}
          onClick={onRemove}
        >
          <IconX size={14} stroke={1.75} />
        </button>
      )}
    </div>
  )
}

interface FigureProps {
  text: string
  unit?: string
  value: string
  readOnly: boolean
  onSave: (value: string) => void
}

/** A decimal number, typed with comma or point; what is none falls back to what it was. */
function Figure({ text, unit, value, readOnly, onSave }: FigureProps) {
  const sign = useLanguage() === 'de' ? ',' : '.'
  const [typed, setTyped] = useState<string>()
  const leave = () => {
    const read = parseDecimal(typed ?? '', sign)
    if (read && !read.startsWith('-')) onSave(read)
    setTyped(undefined)
  }
  return (
    <label>
      <span>{unit ? `${text} (${unit})` : text}</span>
      <input
        className="field num"
        inputMode="decimal"
        readOnly={readOnly}
        value={typed ?? value.replace('.', sign)}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={leave}
      />
    </label>
  )
}
